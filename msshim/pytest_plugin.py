"""`pytest -p msshim.pytest_plugin`: tests of MindSpore code run on torch; `import mindspore` is answered by msshim."""

from msshim._src.hook import importing

importing.install()
