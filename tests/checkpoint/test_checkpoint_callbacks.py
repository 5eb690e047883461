"""ModelCheckpoint, BackupAndRestore and OnRequestExit, against the real MindSpore: the files and what they hold."""

import os
import signal

import mindspore
import mindspore.dataset
import numpy as np
import pytest
import safetensors
from raising import raises

import msshim

SIDES = {"msshim": msshim, "mindspore": mindspore}
X = np.random.default_rng(0).normal(size=(12, 4)).astype(np.float32)
Y = np.arange(12).astype(np.int32) % 3


def data(ms):
    if ms is msshim:
        return [(X[i : i + 4], Y[i : i + 4]) for i in range(0, 12, 4)]
    return mindspore.dataset.NumpySlicesDataset((X, Y), shuffle=False).batch(4)


def model(ms, optimizer="Momentum(p, 0.1, 0.9)"):
    ms.set_seed(1)
    net = ms.nn.SequentialCell(ms.nn.Dense(4, 8, has_bias=False), ms.nn.BatchNorm1d(8), ms.nn.Dense(8, 3))
    made = eval(f"nn.{optimizer}", {"nn": ms.nn, "p": net.trainable_params()})
    return ms.train.Model(net, ms.nn.CrossEntropyLoss(), made)


def content(ms, path):
    form = path.rsplit(".", 1)[1]
    values = ms.load_checkpoint(path, format=form)
    return {name: value if isinstance(value, str) else value.asnumpy() for name, value in values.items()}


def metadata(path):
    """What a safetensors file says of itself."""
    if not path.endswith(".safetensors"):
        return None
    with safetensors.safe_open(path, framework="np") as file:
        return file.metadata()


RUNS = [
    "{}",
    "{'optimizer': 'Adam(p, 0.1)', 'save_checkpoint_steps': 3}",
    "{'keep_checkpoint_max': 2, 'save_checkpoint_steps': 2}",
    "{'keep_checkpoint_max': 1}",
    "{'keep_checkpoint_max': 0, 'keep_checkpoint_per_n_minutes': 5}",
    "{'save_checkpoint_steps': 0, 'save_checkpoint_seconds': 1000}",
    "{'save_checkpoint_steps': 4, 'prefix': 'abc'}",
    "{'append_info': ['epoch_num', 'step_num', {'x': 1.5, 's': 'text'}]}",
    "{'append_info': ['step_num', {'step_num': 100}]}",
    "{'prefix': lambda params: f'step{params.cur_step_num}'}",
    "{'format': 'safetensors', 'save_checkpoint_steps': 3}",
    "{'async_save': True}",
    "{'crc_check': True, 'enc_mode': 'AES-GCM'}",
    "{'saved_network': ms.nn.Dense(2, 1, 'ones')}",
]


@pytest.mark.parametrize("run", RUNS)
def test_files(run, tmp_path):
    ends = []
    for name, ms in SIDES.items():
        options = eval(run, {"ms": ms})
        training = model(ms, options.pop("optimizer", "Momentum(p, 0.1, 0.9)"))
        folder = str(tmp_path / name)
        prefix = options.pop("prefix", "CKP")
        for _ in range(2):  # the second finds the files of the first
            saving = ms.train.ModelCheckpoint(prefix, folder, ms.train.CheckpointConfig(**options))
            training.train(2, data(ms), [saving], dataset_sink_mode=False)
        files = sorted(os.listdir(folder))
        last = saving.latest_ckpt_file_name
        ends.append((files, os.path.basename(last), metadata(last), content(ms, last)))
    assert ends[0][:3] == ends[1][:3]
    assert list(ends[0][3]) == list(ends[1][3])
    for ours, theirs in zip(ends[0][3].values(), ends[1][3].values(), strict=True):
        np.testing.assert_allclose(ours, theirs, 1e-5, 1e-6) if not isinstance(ours, str) else None


def test_one_process_has_nothing_to_share(tmp_path):
    config = {"remove_redundancy": True}
    kinds = []
    for name, ms in SIDES.items():
        saving = ms.train.ModelCheckpoint("m", str(tmp_path / name), ms.train.CheckpointConfig(**config))
        with pytest.raises(Exception) as error:
            model(ms).train(1, data(ms), [saving], dataset_sink_mode=False)
        kinds.append(error.type)
        assert not os.listdir(tmp_path / name)
    assert kinds == [TypeError, TypeError]


POLICIES = ["(3, 4, 5, 6)", "(0, 4, 5, 6)", "(0, 4, 0, 6)", "(0, 4, 0, 0)", "(3, 4, 0, 0)", "(None, 4, None, 6)"]


@pytest.mark.parametrize("numbers", POLICIES)
def test_policies(numbers):
    ours, theirs = (ms.train.CheckpointConfig(*eval(numbers)).get_checkpoint_policy() for ms in SIDES.values())
    assert {key: value or None for key, value in ours.items()} == {key: value or None for key, value in theirs.items()}


WRONG = [
    "train.CheckpointConfig(save_checkpoint_steps=-1)",
    "train.CheckpointConfig(save_checkpoint_steps='a')",
    "train.CheckpointConfig(0, 0, 0, 0)",
    "train.CheckpointConfig(keep_checkpoint_max=1.5)",
    "train.CheckpointConfig(async_save=3)",
    "train.CheckpointConfig(async_save='x')",
    "train.CheckpointConfig(saved_network=3)",
    "train.CheckpointConfig(append_info=3)",
    "train.CheckpointConfig(append_info=[3])",
    "train.CheckpointConfig(append_info=['x'])",
    "train.CheckpointConfig(append_info=[{}, {}])",
    "train.CheckpointConfig(append_info=[{1: 2}])",
    "train.CheckpointConfig(enc_key='a')",
    "train.CheckpointConfig(enc_mode=3)",
    "train.CheckpointConfig(crc_check=3)",
    "train.CheckpointConfig(format=3)",
    "train.CheckpointConfig(format='safetensors', crc_check=True)",
    "train.CheckpointConfig(integrated_save=3)",
    "train.CheckpointConfig(exception_save=3)",
    "train.CheckpointConfig(remove_redundancy=3)",
    "train.ModelCheckpoint('a/b')",
    "train.ModelCheckpoint(3)",
    "train.ModelCheckpoint('a', 3)",
    "train.ModelCheckpoint('a', '')",
    "train.ModelCheckpoint('a', None, 3)",
    "train.BackupAndRestore(3)",
    "train.BackupAndRestore('')",
    "train.BackupAndRestore(folder, 0)",
    "train.BackupAndRestore(folder, 'x')",
    "train.BackupAndRestore(folder, 1, 3)",
    "train.OnRequestExit(3)",
    "train.OnRequestExit(save_mindir=3)",
    "train.OnRequestExit(sig='a')",
    "train.OnRequestExit(sig=9)",
    "train.OnRequestExit(directory=3)",
]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_arguments(text, tmp_path):
    with pytest.raises(Exception) as theirs:
        eval(text, {"train": mindspore.train, "folder": str(tmp_path)})
    with raises(theirs.type):
        eval(text, {"train": msshim.train, "folder": str(tmp_path)})


class Cut(msshim.train.Callback):
    """Ends the process's training in the middle of an epoch."""

    def on_train_step_end(self, run_context):
        if run_context.original_args().cur_step_num == 7:
            raise KeyboardInterrupt


def test_backup_and_restore_goes_on_as_if_nothing_had_happened(tmp_path):
    whole, cut, again = model(msshim), model(msshim), model(msshim)
    whole.train(4, data(msshim))
    with raises(KeyboardInterrupt):
        cut.train(4, data(msshim), [msshim.train.BackupAndRestore(str(tmp_path)), Cut()])
    again.train(4, data(msshim), [msshim.train.BackupAndRestore(str(tmp_path))], initial_epoch=2)
    assert not os.listdir(tmp_path)
    both = zip(whole.train_network.get_parameters(), again.train_network.get_parameters(), strict=True)
    assert all(np.array_equal(a.asnumpy(), b.asnumpy()) for a, b in both)


class Ask(msshim.train.Callback):
    """Sends the signal at a step."""

    def on_train_step_end(self, run_context):
        if run_context.original_args().cur_step_num == 2:
            os.kill(os.getpid(), signal.SIGUSR1)


def test_a_signal_ends_the_training_with_a_checkpoint(tmp_path):
    before = signal.getsignal(signal.SIGUSR1)
    stopping = msshim.train.OnRequestExit(file_name="Net", directory=str(tmp_path), sig=signal.SIGUSR1)
    training = model(msshim)
    training.train(5, data(msshim), [Ask(), stopping])
    signal.signal(signal.SIGUSR1, before)
    saved = msshim.load_checkpoint(str(tmp_path / "rank_0" / "Net_train.ckpt"))
    assert saved["global_step"].asnumpy() == 2
