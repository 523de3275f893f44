"""Fits and item analysis on a cluster of two workers: the result of this process alone."""

from pathlib import Path
from random import Random

import pytest

from quizkit.analysis.jobs.answers.itemised import ItemAnalysis
from quizkit.analysis.jobs.cluster import Cluster
from quizkit.analysis.jobs.fits.fitting import Fitting
from quizkit.analysis.jobs.running import run
from tests.analysis.jobs.clusters import cluster
from tests.analysis.jobs.learners import answering, written
from tests.analysis.jobs.test_fits import learner, rows_of

pytest.importorskip("distributed", reason="a cluster needs Dask distributed")


@pytest.mark.slow
@pytest.mark.fault
def test_a_cluster_finds_what_one_process_finds(tmp_path: Path) -> None:
    fitted = [learner(f"plain{n}", 900) for n in range(3)]
    folders = {
        Fitting(): written(fitted, tmp_path / "fits", 2),
        ItemAnalysis(): written(answering(Random("cluster"), 20), tmp_path / "items", 2),
    }
    with cluster(tmp_path) as found:
        for job, folder in folders.items():
            alone = run(job, folder, tmp_path / f"{job.name}-alone")
            there = run(job, folder, tmp_path / f"{job.name}-there", engine=Cluster(found.on))
            assert there.result == alone.result
            if alone.table and there.table:
                assert rows_of(there.table) == rows_of(alone.table)
