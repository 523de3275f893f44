"""Write a fact once. Practise it in every way. Remember it for good.

    import quizkit as qk

    deck = qk.load("vietnam-us")
    with qk.study(deck, log="me.db", minutes=10) as session:
        print(session.question.stem)
        print(session.answer("2").rating.name)

Importing the package imports nothing else: names are looked up when they are first used (PEP 562).
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizkit.api import (
        Deck,
        Items,
        Log,
        Paper,
        Plot,
        Problems,
        Questions,
        QuizWidget,
        Rows,
        Session,
        Synced,
        export,
        items,
        load,
        open_log,
        paper,
        plan,
        quiz,
        register,
        simulate,
        study,
        unregister,
    )
    from quizkit.errors import (
        ArgumentError,
        ArgumentTypeError,
        DeckError,
        ExtensionError,
        FormatError,
        MissingExtraError,
        QuestionError,
        QuizkitError,
        ResponseError,
        SettingsError,
        StoreError,
        SyncError,
    )
    from quizkit.model import Form, Rating
else:
    _HOMES = {
        "ArgumentError": "errors",
        "ArgumentTypeError": "errors",
        "Deck": "api",
        "DeckError": "errors",
        "ExtensionError": "errors",
        "Form": "model",
        "FormatError": "errors",
        "Items": "api",
        "Log": "api",
        "MissingExtraError": "errors",
        "Paper": "api",
        "Plot": "api",
        "Problems": "api",
        "QuestionError": "errors",
        "Questions": "api",
        "QuizWidget": "api",
        "QuizkitError": "errors",
        "Rating": "model",
        "ResponseError": "errors",
        "Rows": "api",
        "Session": "api",
        "SettingsError": "errors",
        "StoreError": "errors",
        "SyncError": "errors",
        "Synced": "api",
        "export": "api",
        "items": "api",
        "load": "api",
        "open_log": "api",
        "paper": "api",
        "plan": "api",
        "quiz": "api",
        "register": "api",
        "simulate": "api",
        "study": "api",
        "unregister": "api",
    }

    def __getattr__(name):
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module 'quizkit' has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f"quizkit.{home}"), name)
        return value

    def __dir__():
        return sorted({*globals(), *_HOMES})


__all__ = [
    "ArgumentError",
    "ArgumentTypeError",
    "Deck",
    "DeckError",
    "ExtensionError",
    "Form",
    "FormatError",
    "Items",
    "Log",
    "MissingExtraError",
    "Paper",
    "Plot",
    "Problems",
    "QuestionError",
    "Questions",
    "QuizWidget",
    "QuizkitError",
    "Rating",
    "ResponseError",
    "Rows",
    "Session",
    "SettingsError",
    "StoreError",
    "SyncError",
    "Synced",
    "export",
    "items",
    "load",
    "open_log",
    "paper",
    "plan",
    "quiz",
    "register",
    "simulate",
    "study",
    "unregister",
]
