"""What mpirun leaves in the environment, and a rank table."""

import json
from pathlib import Path

MPI = {
    "OMPI_COMM_WORLD_RANK": "3", "OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_LOCAL_RANK": "1",
    "OMPI_COMM_WORLD_LOCAL_SIZE": "4", "PMIX_NAMESPACE": "prterun-1",
}  # fmt: skip


def table(path: Path, *servers: str, each: int = 2) -> str:
    ranks = iter(range(each * len(servers)))
    path.write_text(
        json.dumps(
            {
                "version": "1.0",
                "server_count": str(len(servers)),
                "server_list": [
                    {
                        "server_id": server,
                        "device": [{"device_id": str(d), "rank_id": str(next(ranks))} for d in range(each)],
                    }
                    for server in servers
                ],
                "status": "completed",
            }
        )
    )
    return str(path)
