"""Run a command line: the language is found first, and whatever goes wrong ends in one sentence and an exit code.

Exit codes: 0 done, 1 it could not be done, 2 the command line was not understood, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from goen import __version__
from goen.cli.usage import mistake
from goen.cli.verbs import Program, language_option
from goen.errors import GoenError
from goen.say import choose, voice


@click.group(cls=Program, name="goen", invoke_without_command=True)
@language_option
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=lambda ctx, _, wanted: _version(ctx) if wanted else None
)
@click.pass_context
def program(ctx: click.Context) -> None:
    """The commands of Goen; without one, the pages."""
    if ctx.invoked_subcommand is None:
        serve = program.get_command(ctx, "serve")
        assert serve is not None
        ctx.invoke(serve, port=None, no_browser=False, discreet=False, read_only=False, as_of=None)


def _version(ctx: click.Context) -> None:
    click.echo(f"goen {__version__}")
    ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the exit code. Only what was asked for goes to standard output, all else to standard error."""
    say = voice(choose(_language(arguments)))
    try:
        code = program.main(args=list(arguments), prog_name="goen", standalone_mode=False, obj=say)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        if error.ctx and type(error).__name__ == "NoArgsIsHelpError":  # a name that older versions of click don't have
            click.echo(error.ctx.get_help())
            return 0
        return _tell(f"{mistake(say, error, arguments)}\n{say('error.usage', command=error.ctx.command_path if error.ctx else 'goen')}", 2)
    except click.Abort:
        return _tell(say("scan.interrupted" if "scan" in arguments[:3] else "scan.stopped"), 130)
    except GoenError as error:
        return _tell(say.error(error), 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read the output has left; nothing more is to be said
        return 1
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _tell(say("error.disk-full"), 1)
        return _tell(say("error.system", what=error.strerror or type(error).__name__, path=error.filename or ""), 1)
    except Exception as error:
        if os.environ.get("GOEN_DEBUG"):
            raise
        return _tell(say("error.unexpected", what=f"{type(error).__name__}: {error}"), 1)


def _language(arguments: Sequence[str]) -> str | None:
    """What `--lang` says, wherever it stands; a wrong value is refused later, by the option itself."""
    for n, argument in enumerate(arguments):
        if argument == "--lang" and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _tell(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code
