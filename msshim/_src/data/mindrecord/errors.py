"""What MindRecord raises for arguments, schemas and rows. Source: mindspore.mindrecord.common.exceptions of 2.10."""

from __future__ import annotations

from enum import Enum


class MSRStatus(Enum):
    """Whether a conversion was done."""

    SUCCESS = 0
    FAILED = 1

    def __int__(self) -> int:
        return int(self.value)


SUCCESS, FAILED = MSRStatus.SUCCESS, MSRStatus.FAILED


class MindRecordException(Exception):
    """The base of all. A class says its number and its text, which takes what the exception is made with."""

    number, text = 0, "Unknown Error."

    def __init__(self, *details: object) -> None:
        super().__init__()
        self.error_msg = self.text.format(*details)
        # Host 1, kind 1, level 0, system 42, the hundreds of the number plus one as its module.
        self.error_code = 1 << 30 | 1 << 28 | 42 << 17 | (self.number // 100 + 1) << 12 | self.number

    def __str__(self) -> str:
        return f"[{type(self).__name__}]: {self.error_msg}"


class UnknownError(MindRecordException):
    """An error that has no class."""


class ParamTypeError(MindRecordException):
    """An argument of another type; made with its name and the type that it must have."""

    number, text = 1, "Invalid parameter type. '{}' expect {} type."


class ParamValueError(MindRecordException):
    """An argument that is not allowed; made with what is wrong."""

    number, text = 2, "Invalid parameter value. {}"


class ParamMissError(MindRecordException):
    """An argument that is not there; made with its name."""

    number, text = 3, "Param missing. '{}' is required."


class PathNotExistsError(MindRecordException):
    """A path where nothing is; made with it."""

    number, text = 4, "Invalid path. {}"


class DbConnectionError(MindRecordException):
    """An index that can not be opened; made with why."""

    number, text = 5, "Db connection is error. Detail: {}"


class MRMOpenError(MindRecordException):
    """A file can not be opened."""

    number, text = 100, "MindRecord File could not open successfully."


class MRMOpenForAppendError(MindRecordException):
    """A file can not be opened to append."""

    number, text = 101, "MindRecord File could not open successfully for append."


class MRMInvalidPageSizeError(MindRecordException):
    """A size of pages is not allowed."""

    number, text = 102, "Failed to set page size."


class MRMInvalidHeaderSizeError(MindRecordException):
    """A size of the header is not allowed."""

    number, text = 103, "Failed to set header size."


class MRMSetHeaderError(MindRecordException):
    """A header can not be set."""

    number, text = 104, "Failed to set header."


class MRMWriteDatasetError(MindRecordException):
    """Rows can not be written."""

    number, text = 105, "Failed to write dataset."


class MRMCommitError(MindRecordException):
    """A file can not be finished."""

    number, text = 107, "Failed to commit."


class MRMLaunchError(MindRecordException):
    """Reading can not begin."""

    number, text = 108, "Failed to launch."


class MRMFinishError(MindRecordException):
    """Reading can not end."""

    number, text = 109, "Failed to finish."


class MRMCloseError(MindRecordException):
    """A file can not be closed."""

    number, text = 110, "Failed to close."


class MRMAddSchemaError(MindRecordException):
    """There is a schema already."""

    number, text = 111, "Failed to add schema."


class MRMAddIndexError(MindRecordException):
    """A field can not be indexed."""

    number, text = 112, "Failed to add index field."


class MRMBuildSchemaError(MindRecordException):
    """A shape in a schema is none."""

    number, text = 113, "Failed to build schema."


class MRMGetMetaError(MindRecordException):
    """There is no schema yet."""

    number, text = 114, "Failed to get meta info."


class MRMIndexGeneratorError(MindRecordException):
    """An index can not be begun."""

    number, text = 115, "Failed to create index generator."


class MRMGenerateIndexError(MindRecordException):
    """An index can not be written."""

    number, text = 116, "Failed to generate index."


class MRMInitSegmentError(MindRecordException):
    """Pages of rows can not be begun."""

    number, text = 117, "Failed to initialize segment."


class MRMFetchCandidateFieldsError(MindRecordException):
    """The indexed fields can not be read."""

    number, text = 118, "Failed to fetch candidate category fields."


class MRMReadCategoryInfoError(MindRecordException):
    """The values of an indexed field can not be read."""

    number, text = 119, "Failed to read category information."


class MRMFetchDataError(MindRecordException):
    """The rows of a value can not be read."""

    number, text = 120, "Failed to fetch data by category."


class MRMInvalidSchemaError(MindRecordException):
    """A schema that is none; made with what is wrong."""

    number, text = 200, "Schema format is error. Detail: {}"


class MRMValidateDataError(MindRecordException):
    """A row that does not fit the schema; made with what is wrong."""

    number, text = 201, "Raw data do not match the schema. Detail: {}"


class MRMDefineIndexError(MindRecordException):
    """A field that can not be indexed; made with what is wrong."""

    number, text = 202, "Failed to define index field. Detail: {}"


class MRMDefineBlobError(MindRecordException):
    """A field that can not be a blob; made with what is wrong."""

    number, text = 203, "Failed to define blob field. Detail: {}"


class MRMUnsupportedSchemaError(MindRecordException):
    """A schema that bytes do not fit; made with what is wrong."""

    number, text = 204, "Schema is not supported. Detail: {}"


class MRMDefineCategoryError(MindRecordException):
    """A field that is not indexed; made with what is wrong."""

    number, text = 205, "Failed to define category field. Detail: {}"
