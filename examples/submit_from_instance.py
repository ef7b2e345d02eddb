#!/usr/bin/python3
"""Submits a job from a notebook or a terminal of a compute instance, with Azure's own Python client.

    submit_from_instance.py [CLUSTER]

Nobody signs on: programs on an instance speak in the name of its person. Without a cluster the job runs on the instance.
"""

import os
import sys
import time
import uuid

from azure.identity import ManagedIdentityCredential
from azure.mgmt.machinelearningservices import MachineLearningServicesMgmtClient
from azure.mgmt.machinelearningservices.models import CommandJob, JobBase

URL = os.environ["BANCADA_URL"]
PLACE = os.environ["AZUREML_ARM_RESOURCEGROUP"], os.environ["AZUREML_ARM_WORKSPACE_NAME"]


def main(compute):
    client = MachineLearningServicesMgmtClient(
        ManagedIdentityCredential(),
        os.environ["AZUREML_ARM_SUBSCRIPTION"],
        base_url=URL,
        credential_scopes=[f"{URL}/.default"],
        api_version="2022-10-01",
    )
    compute_id = client.compute.get(*PLACE, compute).id
    job = CommandJob(command="echo trained on $(hostname)", environment_id="azureml:host:1", compute_id=compute_id)
    name = "from-instance-" + uuid.uuid4().hex[:8]
    client.jobs.create_or_update(*PLACE, name, JobBase(properties=job))
    while (made := client.jobs.get(*PLACE, name)).properties.status not in ("Completed", "Failed", "Canceled"):
        time.sleep(1)
    print(f"{made.properties.status} {name} of {made.system_data.created_by} on {compute}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.environ["CI_NAME"])
