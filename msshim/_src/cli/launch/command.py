"""The options of `msshim run`, which are those of MindSpore's msrun (2.10)."""

from __future__ import annotations

import argparse
import ast
import sys

from msshim._src.cli.launch import binding
from msshim._src.cli.launch.job import Failure, Job

HELP = "run a program in several processes, as MindSpore's msrun does"
EPILOG = (
    "Options as msrun's. Each process runs the program as `python -m msshim` does, with what it prints in a file of "
    "its own; the scheduler runs it up to init(), and keeps the store in which the others meet. Without --join=True "
    "they are left to themselves. Exit codes: 0, 1 where a process ended otherwise or the numbers do not fit, 2 for "
    "options that are wrong."
)


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.allow_abbrev = False  # what stands behind the program is its own
    option = parser.add_argument
    option("--worker_num", type=int, default=8, help="how many processes there are on all machines (8)")
    option("--local_worker_num", type=int, help="how many of them are started here (as many, but 8 at most)")
    option("--master_addr", default="127.0.0.1", help="address or name of the scheduler's machine (127.0.0.1)")
    option("--master_port", type=int, default=8118, help="the scheduler's port (8118)")
    option(
        "--node_rank", type=int, default=-1, help="the number of this machine; without it processes are numbered late"
    )
    option("--log_dir", default="", help="the folder of worker_RANK.log and scheduler.log (this one)")
    option("--join", type=ast.literal_eval, choices=[True, False], default=False, help="wait for the processes (False)")
    option(
        "--cluster_time_out", type=int, default=600, help="seconds to wait for each other in init(); below 0: no end"
    )
    option("--bind_core", type=binding.cores, default=False, help='True, or {"device0": ["0-3"], ...}: cores of each')
    option("--bind_numa", type=binding.nodes, default=False, help="the same for nodes of memory, or a JSON file")
    option("--rank_table_file", default="", help="is handed to the program as RANK_TABLE_FILE")
    option("--worker_log_name", default="", help="in place of worker; {ip} and {hostname} are this machine's")
    option("--tail_worker_log", default="-1", help="with --join=True, whose logs are shown: all (-1), or 0,2,...")
    option(
        "--sim_level", type=int, choices=range(4), default=-1, help="MindSpore's dry run, which msshim does not have"
    )
    option("--sim_rank_id", type=int, default=-1, help=argparse.SUPPRESS)
    option("task_script", help="the program, or python or pytest before it")
    option("task_script_args", nargs=argparse.REMAINDER, help="its arguments")


def run(options: argparse.Namespace) -> int:
    """Start the processes, and wait for them where `join` says so; the exit code."""
    if options.sim_level != -1:
        print("msshim run: msshim has no dry run (--sim_level): start one process instead.", file=sys.stderr)
        return 2
    try:
        return Job(options).run()
    except (Failure, ValueError, OSError) as error:
        print(f"msshim run: {type(error).__name__}: {error}", file=sys.stderr)
        return 1


def main(arguments: list[str]) -> int:
    """What `python -m msshim.msrun` does."""
    parser = argparse.ArgumentParser(prog="msrun", description=HELP, epilog=EPILOG)
    add(parser)
    return run(parser.parse_args(arguments))
