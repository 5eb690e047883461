"""Collections of images for `sample_files.WRITERS`."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
from sample_files import binary, noise, picture, pictures, text, writes


@writes("ImageFolder")
def image_folder(folder: Path) -> None:
    pictures(folder, "b/2.jpg b/10.jpg b/1.JPG b/a.png 9/x.jpg 10/x.bmp .hid/y.jpg C/1.jpg")
    (folder / "empty").mkdir()
    text(folder / "beside.jpg", "x")


@writes("Caltech256")
def caltech256(folder: Path) -> None:
    pictures(
        folder, "001.ak47/001_0001.jpg 001.ak47/001_0002.jpg 002.flag/1.JPEG 002.flag/2.png 010.x/3.jpg 010.x/4.bmp"
    )


@writes("LSUN")
def lsun(folder: Path) -> None:
    pictures(
        folder, "bridge_train_lmdb/1.jpg bridge_train_lmdb/2.jpg bedroom_train/3.jpg tower_val/4.jpg tower_train/5.jpg"
    )
    pictures(folder, "test/7.jpg test/8.jpg other_train/1.jpg bridge_val_lmdb/2.jpg")


@writes("Omniglot")
def omniglot(folder: Path) -> None:
    pictures(
        folder, "images_background/Greek/c2/1.png images_background/Greek/c1/2.png images_background/Greek/c1/1.png"
    )
    pictures(
        folder, "images_background/Arabic/c1/1.png images_evaluation/Latin/c1/1.png images_evaluation/Latin/c3/2.png"
    )


@writes("RenderedSST2")
def rendered_sst2(folder: Path) -> None:
    for part in ("train", "test", "valid"):
        pictures(folder / part, "negative/1.png negative/2.png positive/3.png positive/x.jpg")
    pictures(folder, "extra/negative/1.png")


@writes("SUN397")
def sun397(folder: Path) -> None:
    text(folder / "ClassName.txt", "/b/bar\n/a/abbey\n/c/cabin/indoor\n")
    pictures(folder, "b/bar/sun_b.jpg b/bar/sun_a.jpg b/bar/other.jpg a/abbey/sun_1.jpg a/abbey/sun_2.png")
    pictures(folder, "c/cabin/indoor/sun_1.jpg")


@writes("Places365")
def places365(folder: Path) -> None:
    text(folder / "categories_places365.txt", "/a/airfield 0\n/b/bar 1\n")
    for name, small, large in (
        ("places365_train_standard.txt", "data_256_standard", "data_large_standard"),
        ("places365_train_challenge.txt", "data_256_challenge", "data_large_challenge"),
        ("places365_val.txt", "val_256", "val_large"),
    ):
        text(folder / name, "/a/airfield/1.jpg 0\n/b/bar/2.jpg 1\n/a/airfield/3.jpg 0\n")
        for size in (small, large):
            pictures(folder / size, "a/airfield/1.jpg b/bar/2.jpg a/airfield/3.jpg")
    (folder / "val_large/b/bar/2.jpg").unlink()


@writes("Food101")
def food101(folder: Path) -> None:
    pictures(folder, "images/cake/1.jpg images/cake/2.jpg images/cheese_cake/3.jpg images/tacos/4.jpg")
    text(folder / "meta/train.txt", "cake/2\ncheese_cake/3\n\ntacos/4\n")
    text(folder / "meta/test.txt", "cake/1\ntacos/4\n")


def idx(folder: Path, images: str, labels: str, count: int) -> None:
    """A pair of files as MNIST has them."""
    pixels = noise(count, 28, 28, seed=count)
    binary(folder / images, struct.pack(">4I", 2051, count, 28, 28) + pixels.tobytes())
    numbers = np.arange(count, dtype=np.uint8) % 3
    binary(folder / labels, struct.pack(">2I", 2049, count) + numbers.tobytes())


@writes("Mnist", "FashionMnist", "KMnist")
def mnist(folder: Path) -> None:
    for part, count in (("train", 7), ("t10k", 4)):
        idx(folder, f"{part}-images-idx3-ubyte", f"{part}-labels-idx1-ubyte", count)


@writes("EMnist")
def emnist(folder: Path) -> None:
    for name, count in (("letters", 5), ("digits", 8)):
        for part in ("train", "test"):
            kind = f"emnist-{name}-{part}"
            idx(folder, f"{kind}-images-idx3-ubyte", f"{kind}-labels-idx1-ubyte", count + len(part))


@writes("QMnist")
def qmnist(folder: Path) -> None:
    for part, count in (("qmnist-train", 6), ("qmnist-test", 5), ("xnist", 4)):
        idx(folder, f"{part}-images-idx3-ubyte", "unused", count)
        numbers = np.arange(8 * count, dtype=">u4") % 5
        binary(folder / f"{part}-labels-idx2-int", struct.pack(">3I", 3074, count, 8) + numbers.tobytes())


def records(path: Path, count: int, labels: int) -> None:
    """Records as CIFAR has them, of which the first fifty are noise."""
    width = 3072 + labels
    data = np.zeros((count, width), np.uint8)
    data[:50] = noise(50, width, seed=labels)
    data[:, :labels] = np.arange(count * labels).reshape(count, labels) % 7
    binary(path, data.tobytes())


@writes("Cifar10")
def cifar10(folder: Path) -> None:
    records(folder / "test_batch.bin", 10000, 1)
    records(folder / "data_batch_3.bin", 10000, 1)
    text(folder / "readme.html", "x")


@writes("Cifar100")
def cifar100(folder: Path) -> None:
    records(folder / "test.bin", 10000, 2)
    records(folder / "train.bin", 50000, 2)


@writes("STL10")
def stl10(folder: Path) -> None:
    for part, count in (("train", 4), ("test", 3), ("unlabeled", 2)):
        binary(folder / f"{part}_X.bin", noise(count, 3, 96, 96).tobytes())
        if part != "unlabeled":
            binary(folder / f"{part}_y.bin", bytes(i % 10 + 1 for i in range(count)))


@writes("Semeion")
def semeion(folder: Path) -> None:
    rows = []
    for i in range(5):
        pixels = " ".join(f"{float(one % 2):.4f}" for one in noise(256, seed=i))
        rows.append(f"{pixels} {' '.join('1' if j == i * 2 else '0' for j in range(10))} ")
    text(folder / "semeion.data", "\n".join(rows) + "\n")


@writes("FakeImage")
def fake_image(folder: Path) -> None:
    """Nothing is read."""


@writes("Cityscapes")
def cityscapes(folder: Path) -> None:
    for quality, parts in (("gtFine", ("train", "test", "val")), ("gtCoarse", ("train", "train_extra", "val"))):
        for part in parts:
            for i, name in enumerate(("ulm/ulm_2", "ulm/ulm_10", "bonn/bonn_1")):
                picture(folder / f"leftImg8bit/{part}/{name}_leftImg8bit.png", seed=i)
                for j, kind in enumerate(("instanceIds", "labelIds", "color")):
                    picture(
                        folder / f"{quality}/{part}/{name}_{quality}_{kind}.png", seed=i + j, channels=1 + 2 * (j // 2)
                    )
                polygons = {
                    "imgWidth": i,
                    "imgHeight": 1.5,
                    "objects": [{"label": "é", "polygon": [[1, 2], [3, -4e22]]}],
                }
                text(folder / f"{quality}/{part}/{name}_{quality}_polygons.json", json.dumps(polygons, indent=1))


@writes("DIV2K")
def div2k(folder: Path) -> None:
    kinds = [("bicubic", f"LR_bicubic/X{s}", f"x{s}") for s in (2, 3, 4)] + [("unknown", "LR_unknown/X4", "x4")]
    kinds += [("bicubic", "LR_x8", "x8"), ("mild", "LR_mild", "x4m"), ("wild", "LR_wild", "x4w")]
    for part in ("train", "valid"):
        for i, number in enumerate(("0010", "0002", "0003")):
            picture(folder / f"DIV2K_{part}_HR/{number}.png", 12, 16, seed=i)
            for _, place, mark in kinds:
                picture(folder / f"DIV2K_{part}_{place}/{number}{mark}.png", seed=i)


@writes("Flickr")
def flickr(folder: Path) -> None:
    pictures(folder / "images", "b.jpg a.jpg c.png d.bmp")
    text(folder / "images/e.jpg", "no image")
    names = ("b.jpg", "a.jpg", "c.png", "e.jpg", "d.bmp")
    words = "".join(f"{name}#{i}\tWords {i} é of {name}.\n" for name in names for i in range(3))
    text(folder / "words.token", words + "\n")


@writes("SBU")
def sbu(folder: Path) -> None:
    base = "http://static.flickr.com"
    urls = [f"{base}/{i}/{name}.jpg" for i, name in ((1, "b"), (9, "nowhere"), (2, "c"), (3, "d"))]
    for i, url in enumerate(urls):
        if "nowhere" not in url:
            picture(folder / "sbu_images" / url[23:].replace("/", "_"), seed=i)
    text(folder / "SBU_captioned_photo_dataset_urls.txt", "\n".join(urls) + "\n\n")
    text(folder / "SBU_captioned_photo_dataset_captions.txt", "One  \nTwo\n Three é\nFour\n\n")


@writes("LFW")
def lfw(folder: Path) -> None:
    people = {"Ann_B": 3, "Carl": 2, "Dee": 2}
    for root in ("lfw", "lfw_funneled", "lfw-deepfunneled"):
        for name, count in people.items():
            pictures(folder / root, " ".join(f"{name}/{name}_{i:04d}.jpg" for i in range(1, count + 1)))
    text(folder / "lfw-names.txt", "".join(f"{name}\t{count}\n" for name, count in people.items()))
    text(folder / "peopleDevTrain.txt", "2\nCarl\t2\nAnn_B\t1\n")
    text(folder / "peopleDevTest.txt", "1\nDee\t2\n")
    text(folder / "people.txt", "2\n1\nDee\t1\n2\nCarl\t2\nAnn_B\t3\n")
    pairs = "Ann_B\t1\t3\nCarl\t1\t2\nAnn_B\t2\tDee\t1\nCarl\t1\tDee\t2\n"
    for name, head in (("pairsDevTrain", "2"), ("pairsDevTest", "2"), ("pairs", "1\t2")):
        text(folder / f"{name}.txt", f"{head}\n{pairs}")


@writes("PhotoTour")
def photo_tour(folder: Path) -> None:
    for i in range(2):
        picture(folder / f"liberty/patches000{i}.bmp", 1024, 1024, seed=i, channels=1)
    text(folder / "liberty/info.txt", "".join(f"{i // 3} 0\n" for i in range(300)))
    text(folder / "liberty/m50_100000_100000_0.txt", "".join(f"{i} {i // 3} 0 {299 - i} {(299 - i) // 3} 0 0 \n"
                                                             for i in (0, 5, 149, 260, 150)))  # fmt: skip


@writes("CelebA")
def celeba(folder: Path) -> None:
    rows = [f"{i:06d}.{kind} {' '.join(str(one) for one in (1 - 2 * (noise(5, seed=i) % 2).astype(int)))}"
            for i, kind in enumerate(("jpg", "jpg", "png", "jpg", "jpg", "png"))]  # fmt: skip
    pictures(folder, " ".join(row.split()[0] for row in rows))
    text(folder / "list_attr_celeba.txt", f"{len(rows)}\nA B C D E\n" + "\n".join(rows) + "\n")
    parts = (0, 0, 1, 2, 1, 0)
    text(
        folder / "list_eval_partition.txt",
        "".join(f"{row.split()[0]} {p}\n" for row, p in zip(rows, parts, strict=True)),
    )


@writes("Manifest")
def manifest(folder: Path) -> None:
    pictures(folder, "1.jpg 2.jpg 3.png 4.bmp 5.jpg")
    text(folder / "6.jpg", "no image")
    entries = [("1.jpg", "train", "dog"), ("2.jpg", "TRAIN", "cat bird"), ("3.png", "train", "cat")]
    entries += [("6.jpg", "train", "cat"), ("4.bmp", "eval", "ant"), ("5.jpg", "eval", "dog")]
    found = [
        {"source": str(folder / name), "usage": part, "annotation": [{"name": one} for one in names.split()]}
        for name, part, names in entries
    ]
    text(folder / "list.manifest", "".join(json.dumps(one) + "\n" for one in found))


@writes("KITTI")
def kitti(folder: Path) -> None:
    lines = [
        "Car 0.00 0 -1.58 587.01 173.33 614.12 200.12 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59",
        "Van 0.5 2 1 1 2 3 4 5 6 7 8 9 10 -11",
    ]
    for i in range(4):
        picture(folder / f"data_object_image_2/training/image_2/{i:06d}.png", seed=i)
        picture(folder / f"data_object_image_2/testing/image_2/{i:06d}.png", seed=i + 9)
        content = "\n".join(lines[: i % 3]) + "\n" * bool(i % 3)
        text(folder / f"data_object_label_2/training/label_2/{i:06d}.txt", content)


@writes("WIDERFace")
def wider_face(folder: Path) -> None:
    for part in ("train", "val", "test"):
        pictures(
            folder / f"WIDER_{part}/images",
            "0--Parade/a.jpg 1--Handshaking/b.jpg 1--Handshaking/c.jpg 1--Handshaking/d.png",
        )
        faces = "0--Parade/a.jpg\n2\n1 2 3 4 0 1 0 1 0 1 \n5 6 7 8 2 0 1 0 1 0 \n"
        faces += "1--Handshaking/b.jpg\n1\n9 8 7 6 5 4 3 2 1 0 \n1--Handshaking/c.jpg\n0\n0 0 0 0 0 0 0 0 0 0 \n"
        text(folder / f"wider_face_split/wider_face_{part}_bbx_gt.txt", faces)


@writes("VOC")
def voc(folder: Path) -> None:
    names = ("2007_2", "2007_10", "2007_3")
    for i, name in enumerate(names):
        picture(folder / f"JPEGImages/{name}.jpg", seed=i)
        picture(folder / f"SegmentationClass/{name}.png", seed=i)
        objects = "".join(
            f"<object><name>{what}</name><difficult>{j}</difficult><truncated>1</truncated><bndbox><xmin>{1 + j}</xmin>"
            f"<ymin>2.5</ymin><xmax>{6 + i}</xmax><ymax>9</ymax></bndbox></object>"
            for j, what in enumerate(("dog", "cat", "bird")[: i + 1])
        )
        text(folder / f"Annotations/{name}.xml", f"<annotation><folder>x</folder>{objects}</annotation>")
    for kind in ("Segmentation", "Main"):
        text(folder / f"ImageSets/{kind}/train.txt", "\n".join(names) + "\n")
        text(folder / f"ImageSets/{kind}/val.txt", "2007_3\r\n2007_2\r\n")


@writes("Coco")
def coco(folder: Path) -> None:
    pictures(folder, "b.jpg a.jpg c.jpg")
    images = [{"id": i, "file_name": name} for i, name in ((5, "b.jpg"), (2, "a.jpg"), (9, "c.jpg"))]
    categories = [{"id": 3, "name": "dog", "isthing": 1}, {"id": 1, "name": "cat", "isthing": 0}]

    def write(name: str, *annotations: dict) -> None:
        content = {"images": images, "categories": categories, "annotations": annotations}
        text(folder / f"{name}.json", json.dumps(content))

    write("detection", {"id": 1, "image_id": 2, "bbox": [1, 2.5, 3, 4], "category_id": 3, "iscrowd": 1},
          {"id": 2, "image_id": 5, "bbox": [5, 6, 7, 8], "category_id": 1},
          {"id": 3, "image_id": 2, "bbox": [9, 8, 7, 6], "category_id": 1, "iscrowd": 0})  # fmt: skip
    write("stuff", {"id": 1, "image_id": 2, "segmentation": [[1, 2, 3.5, 4], [5, 6]], "iscrowd": 0},
          {"id": 2, "image_id": 5, "segmentation": {"counts": [7, 8, 9], "size": [3, 3]}, "iscrowd": 1})  # fmt: skip
    write("keypoint", {"id": 1, "image_id": 9, "keypoints": [1, 2, 2, 3, 4, 1], "num_keypoints": 2},
          {"id": 2, "image_id": 2, "keypoints": [0, 0, 0, 7, 8, 9], "num_keypoints": 1})  # fmt: skip
    write("panoptic", {"image_id": 2, "segments_info": [
        {"bbox": [1, 2, 3, 4], "category_id": 3, "iscrowd": 0, "area": 12},
        {"bbox": [5, 6, 7, 8], "category_id": 1, "iscrowd": 1, "area": 56}]})  # fmt: skip
    write("captions", {"id": 1, "image_id": 5, "caption": "A é dog."}, {"id": 2, "image_id": 5, "caption": "One."},
          {"id": 3, "image_id": 2, "caption": "A cat that sleeps."})  # fmt: skip
