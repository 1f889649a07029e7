"""How the program hangs together: a group that imports a verb when it is called, help in two languages, exit codes."""

import atexit
import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from typing import IO, Any, Literal, NamedTuple

import click

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
INTERRUPTED = 130
"""128 + SIGINT, as shells say it."""
COLLECT_AFTER = 200_000
"""Objects between two runs of the cycle collector: modules and pages have next to no cycles, and looking for some at every
700 new objects costs 5 % of a build."""


class Words(NamedTuple):
    """One saying in both languages."""

    vi: str
    en: str

    def of(self, language: Language) -> str:
        return self.en if language == "en" else self.vi


PACKAGE = Words('gói Python "{name}"', 'the Python package "{name}"')
REINSTALL = Words(
    "cài lại chương trình: pip install --force-reinstall newsletter",
    "install the program again: pip install --force-reinstall newsletter",
)
_USAGE = Words(
    "Cách dùng: {usage}\nGõ '{command} --help' để xem hướng dẫn.\n",
    "Usage: {usage}\nTry '{command} --help' for help.\n",
)
_FAULT = Words("Lỗi: {message}", "Error: {message}")
_LACKING = Words("máy này thiếu {what}; {remedy}", "this machine lacks {what}; {remedy}")


def locale_language(environment: Mapping[str, str] = os.environ) -> Language:
    """The language that the locale asks for (POSIX 8.2: LC_ALL, then LC_MESSAGES, then LANG); where it says nothing, as
    C and POSIX do, Vietnamese."""
    locale = next((value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(key))), "")
    name = locale.partition(".")[0].partition("_")[0].lower()
    return "vi" if name in ("", "c", "posix", "vi") else "en"


def language_of(context: click.Context | None) -> Language:
    """``--lang`` of the verb, else of the program, else of the locale."""
    while context is not None:
        chosen = context.params.get("lang")
        if chosen in LANGUAGES:  # while click parses, a value of its own stands for none
            return "en" if chosen == "en" else "vi"
        context = context.parent
    return locale_language()


class Misuse(click.UsageError):
    """A command line that cannot be followed, said in the language of its context."""

    def __init__(self, words: Words, context: click.Context | None = None) -> None:
        super().__init__(words.en, context)
        self.words = words
        self.language: Language | None = None

    def format_message(self) -> str:
        return self.words.of(self.language or language_of(self.ctx))

    def show(self, file: IO[Any] | None = None) -> None:
        """As click's, in both languages."""
        language = self.language or language_of(self.ctx)
        if self.ctx is not None:
            usage = self.ctx.get_usage().removeprefix("Usage: ")
            command = self.ctx.command_path
            click.echo(_USAGE.of(language).format(usage=usage, command=command), file=file, err=True)
        click.echo(_FAULT.of(language).format(message=self.format_message()), file=file, err=True)


class Option(click.Option):
    """An option whose help is in two languages."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.words.of(language_of(ctx))
        return super().get_help_record(ctx)


class Verb(click.Command):
    """A command whose help is in two languages."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = tuple(args)
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as fault:
            from newsletter.commands.usage import misuse  # noqa: PLC0415 (for those alone who mistyped)

            raise misuse(fault, ctx, given) from fault

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = self.words.of(language_of(ctx))
        super().format_help_text(ctx, formatter)


class PackageMissing(click.ClickException):
    """A package that the program needs is not installed."""

    exit_code = 3

    def __init__(self, name: str, language: Language) -> None:
        what, remedy = PACKAGE.of(language).format(name=name), REINSTALL.of(language)
        super().__init__(_LACKING.of(language).format(what=what, remedy=remedy))


class Program(click.Group):
    """A group of verbs; ``verbs`` names them with a short help, so that listing them imports none. The module of each
    begins with ``prefix``."""

    def __init__(self, verbs: Mapping[str, Words], *, words: Words, prefix: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.verbs = dict(verbs)
        self.prefix = prefix
        self.words = words

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """As the console script starts it, once in a process. What is alive at the end goes with the process: to search
        it for cycles first took 25 ms."""
        gc.set_threshold(COLLECT_AFTER)
        atexit.register(gc.freeze)
        return super().__call__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (the same)
        if cmd_name not in self.verbs:
            return None
        found: click.Command = import_module(f"newsletter.commands.{self.prefix}{cmd_name.replace('-', '_')}").command
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = tuple(args)
        try:
            return super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as fault:
            from newsletter.commands.usage import misuse  # noqa: PLC0415 (as below)

            raise misuse(fault, ctx, given) from fault

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.verbs and not ctx.resilient_parsing:
            from newsletter.commands.usage import no_such_verb  # noqa: PLC0415 (as below)

            raise no_such_verb(args, self.verbs, ctx)
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = self.words.of(language_of(ctx))
        super().format_help_text(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = language_of(ctx)
        with formatter.section("Commands"):
            formatter.write_dl([(name, words.of(language)) for name, words in self.verbs.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """As click's, but an interrupt is 130 (128 + SIGINT) where click says 1, and no letter can fail to print."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except click.UsageError as fault:
            from newsletter.commands.usage import misuse  # noqa: PLC0415 (for those alone who mistyped)

            raise misuse(fault, ctx) from fault
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except ModuleNotFoundError as fault:  # while a verb is loaded: speech.verb sees to later ones
            raise PackageMissing(fault.name or str(fault), language_of(ctx)) from fault


def language_option() -> Option:
    words = Words(
        "Ngôn ngữ của thông báo; mặc định theo hệ thống.", "Language of messages; by default that of the locale."
    )
    return Option(["--lang"], type=click.Choice(LANGUAGES), is_eager=True, words=words)


def json_option() -> Option:
    words = Words("In một văn bản JSON ra stdout.", "Print one JSON document on stdout.")
    return Option(["--json", "as_json"], is_flag=True, words=words)


def issue_argument() -> click.Argument:
    return click.Argument(["issue"])
