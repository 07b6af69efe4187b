"""Where the files that travel beside the code are found; nothing here opens them."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """Give the folder of the templates, in a checkout as in an installed wheel.

    Returns
    -------
    Path
        ``surveyapp/templates`` where the wheel carries it, otherwise ``templates`` beside the
        packages of a checkout.

    Raises
    ------
    FileNotFoundError
        If neither is there: the installation is incomplete.

    Notes
    -----
    The inner folder is asked first: beside an installed package, ``templates`` could belong to
    somebody else.
    """
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"No templates folder inside or beside {_PACKAGE}")
