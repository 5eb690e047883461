"""`msshim api`, `info` and `convert`: what they print and write, and their exit codes."""

import mindspore
import numpy as np
import pytest
import torch
from rows import all_rows

import msshim
from msshim import nn
from msshim._src.checkpoint import ckpt, convert
from msshim._src.cli.check import answers
from msshim._src.cli.command import main
from msshim._src.tables import docs, missing, page
from msshim._src.tables.load import row

FORMATS = ("ckpt", "safetensors", "pt")


def test_api(capsys) -> None:
    assert main(["api", "nn.Conv3dTranspose", "--markdown"]) == 0
    assert capsys.readouterr().out == page.markdown(row("nn", "Conv3dTranspose"))
    assert main(["api", "mindspore.save_checkpoint"]) == 0
    assert "mindspore.save_checkpoint" in capsys.readouterr().out
    gone = missing.groups("nn")[0].names[0]
    assert main(["api", f"nn.{gone}"]) == 1
    assert capsys.readouterr().err.strip() == missing.message("nn", gone)
    assert main(["api", "nn.Conv3dTransposed"]) == 1
    assert "Did you mean nn.Conv3dTranspose" in capsys.readouterr().err
    assert main(["api", "qqqqqq"]) == 1
    assert capsys.readouterr().err == "There is no row for qqqqqq.\n"


def said(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["api", *arguments])
    return code, *capsys.readouterr()


@pytest.mark.parametrize(
    ("given", "row_"),
    [(f"{start}ops.relu", ("ops", "relu")) for start in ("", "ms.", "mindspore.", "msshim.")]
    + [("relu", ("ops", "relu")), ("Conv2d", ("nn", "Conv2d")), ("cat", ("ops", "cat")), ("Dense", ("nn", "Dense"))]
    + [("ops.operations.Add", ("ops", "Add")), ("context.set_context", ("mindspore", "set_context"))]
    + [("ms.Tensor.view", ("Tensor", "view")), ("ms.save_checkpoint", ("mindspore", "save_checkpoint"))],
)
def test_api_finds_a_name_by_any_path(given: str, row_: tuple[str, str], capsys) -> None:
    code, out, _ = said(capsys, given, "--markdown")
    assert code == 0 and out == page.markdown(row(*row_))


def test_api_names_the_others_of_a_bare_name(capsys) -> None:
    assert "mint.nn.functional.relu, nn.ReLU" in said(capsys, "relu")[2]


def test_api_of_names_without_a_row(capsys) -> None:
    """What is written by hand below `dataset`, what is missing there, and modules."""
    for name in ("set_seed", "get_prefetch_size"):
        code, out, _ = said(capsys, f"dataset.config.{name}")
        assert code == 0 and f"mindspore.dataset.config.{name}(" in out and "supported" in out
    assert said(capsys, "dataset.transforms.Compose")[0] == 0
    for given in ("dataset.DatasetCache", "DatasetCache"):
        code, _, err = said(capsys, given)
        assert code == 1 and err.startswith("mindspore.dataset.DatasetCache is not in msshim")
    code, out, _ = said(capsys, "mindspore.nn")
    assert code == 0 and "Conv2d" in out and "thor" in out.partition("are not:")[2]
    assert said(capsys, "mindspore")[0] == said(capsys, "dataset.vision")[0] == 0


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ("nn.relu", "ops.relu"),
        ("ops.Linear", "nn.Linear"),
        ("nn.permute", "ops.permute"),
        ("ops.unsqeeze", "ops.unsqueeze"),
        ("ops.rela", "ops.relu"),
        ("nn.BatchNorm2D", "nn.BatchNorm2d"),
    ],
)
def test_api_suggests_the_same_name_elsewhere_first(given: str, first: str, capsys) -> None:
    code, _, err = said(capsys, given)
    assert code == 1 and err.startswith(f"There is no row for {given}. Did you mean {first}")


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        ("torch.nn.Linear", ["nn.Dense", "mint.nn.Linear"]),
        ("torch.cat", ["ops.cat", "mint.cat", "ops.Concat"]),
        ("F.relu", ["ops.relu", "mint.nn.functional.relu"]),
        ("torch.nn.functional.relu", ["ops.relu", "mint.nn.functional.relu"]),
        ("torch.Tensor.view", ["Tensor.view"]),
        ("torch.Tensor.reshape", ["Tensor.reshape"]),
        ("torch.nn.Conv3d", ["nn.Conv3d", "mint.nn.Conv3d"]),
    ],
)
def test_api_from_torchs_side(given: str, rows: list[str], capsys) -> None:
    code, out, _ = said(capsys, given)
    named = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert code == 0 and set(rows) <= set(named)


def test_api_from_torchs_side_lists_every_row(capsys) -> None:
    """All rows that name the counterpart, aliases of them included."""
    wanted = {one.qualified for one in all_rows() if answers.behind(one).counterpart == "torch.add"}
    out = said(capsys, "torch.add")[1]
    assert {line.split()[0] for line in out.splitlines() if line.startswith("  ")} >= wanted
    code, _, err = said(capsys, "torch.nosuch")
    assert code == 1 and err.startswith("No row has torch.nosuch as its counterpart.")


def test_info(capsys) -> None:
    assert main(["info"]) == 0
    out = capsys.readouterr().out
    name, have, all_ = docs.coverage()[-1]
    assert torch.__version__ in out and msshim.__version__ in out and "cpu" in out
    assert all(str(number) in out for number in (name, have, all_))


def values() -> dict[str, torch.Tensor]:
    """A tensor of each dtype that all formats have, a scalar and a strided one among them."""
    found = {kind: (torch.arange(6).reshape(2, 3) % 2).to(dtype) for kind, dtype in ckpt._DTYPES.items()}
    assert len(found) >= 10
    return {**found, "scalar": torch.tensor(3.5), "strided": torch.randn(4, 5).T}


@pytest.mark.parametrize("target", FORMATS)
@pytest.mark.parametrize("source", FORMATS)
def test_every_pair_of_formats(source: str, target: str, tmp_path, capsys) -> None:
    before = values()
    one, other, back = str(tmp_path / f"a.{source}"), str(tmp_path / f"b.{target}"), str(tmp_path / f"c.{source}")
    convert.write(one, before)
    assert main(["convert", one, other]) == main(["convert", other, back]) == 0
    for after in (convert.read(other), convert.read(back)):
        assert after.keys() == before.keys()
        for name, value in before.items():
            assert after[name].dtype == value.dtype and torch.equal(after[name], value), name
    if source == "safetensors" or (source == "ckpt" and target != "safetensors"):  # which sorts the names
        assert (tmp_path / f"a.{source}").read_bytes() == (tmp_path / f"c.{source}").read_bytes()


def test_mindspore_reads_what_is_converted(tmp_path) -> None:
    torch.save({"a": torch.randn(3, 4).bfloat16(), "b.c": torch.arange(5)}, tmp_path / "x.pt")
    assert main(["convert", str(tmp_path / "x.pt"), str(tmp_path / "x.ckpt")]) == 0
    found = mindspore.load_checkpoint(str(tmp_path / "x.ckpt"))
    for name, value in torch.load(tmp_path / "x.pt", weights_only=True).items():
        np.testing.assert_array_equal(found[name].float().asnumpy(), value.float().numpy())


class Mine(nn.Cell):
    """Each of the cells whose parameters have other names or shapes in torch."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(9, 6)
        self.conv1 = nn.Conv1d(6, 4, 3, pad_mode="pad", padding=1, has_bias=True)
        self.norm = nn.BatchNorm2d(4)
        self.conv2 = nn.Conv2d(4, 3, (1, 3), pad_mode="valid", has_bias=True)
        self.last = nn.LayerNorm((3,))
        self.dense = nn.Dense(3, 2)

    def construct(self, x):
        y = self.conv1(self.embed(x).swapaxes(1, 2)).expand_dims(2)
        return self.dense(self.last(self.conv2(self.norm(y)).mean((2, 3))))


class Torchs(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embed = torch.nn.Embedding(9, 6)
        self.conv1 = torch.nn.Conv1d(6, 4, 3, padding=1)
        self.norm = torch.nn.BatchNorm2d(4)
        self.conv2 = torch.nn.Conv2d(4, 3, (1, 3))
        self.last = torch.nn.LayerNorm((3,), eps=1e-7)
        self.dense = torch.nn.Linear(3, 2)

    def forward(self, x):
        y = self.conv1(self.embed(x).swapaxes(1, 2)).unsqueeze(2)
        return self.dense(self.last(self.conv2(self.norm(y)).mean((2, 3))))


def test_a_plain_torch_net_takes_the_converted_weights(tmp_path) -> None:
    mine, plain = Mine(), Torchs().eval()
    for parameter in mine.get_parameters():
        parameter.set_data(msshim.Tensor(np.random.default_rng(0).random(parameter.shape) + 0.1, parameter.dtype))
    mine.set_train(False)
    msshim.save_checkpoint(mine, str(tmp_path / "net.ckpt"))
    names = ["--to-torch-names", "--conv1d", "conv1.weight"]
    assert main(["convert", str(tmp_path / "net.ckpt"), str(tmp_path / "net.pt"), *names]) == 0
    plain.load_state_dict(torch.load(tmp_path / "net.pt", weights_only=True), strict=True)
    x = np.arange(8).reshape(2, 4)
    np.testing.assert_allclose(
        plain(torch.from_numpy(x)).detach().numpy(), mine(msshim.Tensor(x)).asnumpy(), rtol=1e-5, atol=1e-6
    )


def test_list(tmp_path, capsys) -> None:
    path = str(tmp_path / "x.ckpt")
    convert.write(path, {"net.weight": torch.zeros(20, 30), "epoch": torch.tensor(3), "who": "me"})
    assert main(["convert", path, "--list"]) == 0
    out = capsys.readouterr().out
    assert all(text in out for text in ("net.weight", "(20, 30)", "float32", "2,400", "3 values, 601 numbers", "str"))


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["x.ckpt"], 2, "give a file to write"),
        (["x.ckpt", "y.ckpt", "--conv1d", "a"], 2, "goes with --to-torch-names"),
        (["x.bin", "y.ckpt"], 1, "must end with one of"),
        (["x.ckpt", "y.bin"], 1, "must end with one of"),
        (["gone.ckpt", "y.pt"], 1, "gone.ckpt can not be read"),
        (["damaged.ckpt", "y.pt"], 1, "damaged.ckpt can not be read"),
        (["damaged.safetensors", "y.pt"], 1, "damaged.safetensors can not be read"),
        (["damaged.pt", "y.ckpt"], 1, "damaged.pt can not be read"),
        (["code.pt", "y.ckpt"], 1, "code.pt can not be read"),
        (["nested.pt", "y.ckpt"], 1, "'model' is a dict"),
        (["list.pt", "y.ckpt"], 1, "holds a list"),
        (["text.pt", "y.safetensors"], 1, "tensors only"),
        (["complex.pt", "z.ckpt"], 1, "no complex or empty tensor"),
        (["complex.pt", "z.safetensors"], 1, "can not be written"),
        (["empty.pt", "z.ckpt"], 1, "no complex or empty tensor"),
        (["x.ckpt", "gone/y.pt"], 1, "can not be written"),
        (["x.ckpt", "y.pt", "--to-torch-names"], 1, "a.gamma becomes a.weight"),
        (["y.ckpt", "z.pt", "--to-torch-names", "--conv1d", "*"], 1, "must have the shape (out, in, 1, k)"),
    ],
)
def test_what_can_not_be_done(given, code, said, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    convert.write("x.ckpt", {"a.weight": torch.zeros(3), "a.gamma": torch.zeros(3)})
    convert.write("y.ckpt", {"a.weight": torch.zeros(3)})
    before = (tmp_path / "y.ckpt").read_bytes()
    for suffix in FORMATS:
        (tmp_path / f"damaged.{suffix}").write_bytes(b"\xff" * 99)
    torch.save({"model": {"a": torch.zeros(3)}}, "nested.pt")
    torch.save([torch.zeros(3)], "list.pt")
    torch.save({"a": "text"}, "text.pt")
    torch.save({"a": torch.zeros(3, dtype=torch.complex128)}, "complex.pt")
    torch.save({"a": torch.zeros(0)}, "empty.pt")
    torch.save({"a": Torchs()}, "code.pt")
    assert main(["convert", *given]) == code
    assert said in capsys.readouterr().err.replace("\n", " ")
    assert (tmp_path / "y.ckpt").read_bytes() == before
    assert not {path.name for path in tmp_path.iterdir()} & {"y.pt", "z.pt", "z.ckpt", "y.safetensors", "z.safetensors"}
