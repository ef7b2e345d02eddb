#!/usr/bin/python3
"""Finds the cluster "cpu-cluster" or creates it, with Azure's own Python client (Debian: apt install python3-azure).

    examples/find_or_create_cluster.py [NAME]

Takes where to go from ./bancada status --json and who it is from ./bancada token, so a product has to run.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from azure.core.credentials import AccessToken
from azure.core.exceptions import ResourceNotFoundError
from azure.mgmt.machinelearningservices import MachineLearningServicesMgmtClient
from azure.mgmt.machinelearningservices.models import AmlCompute, AmlComputeProperties, ComputeResource, ScaleSettings

BANCADA = Path(__file__).resolve().parent.parent / "bancada"


def bancada(*arguments):
    return subprocess.run([BANCADA, *arguments], check=True, capture_output=True, text=True).stdout.strip()


class BancadaCredential:
    """A token of a user of this installation, in the place of one from Azure."""

    def __init__(self, user):
        self.user = user

    def get_token(self, *scopes, **kwargs):
        return AccessToken(bancada("token", self.user), int(time.time()) + 600)


def find_or_create(client, place, name):
    group, workspace = place["resourceGroup"], place["workspace"]
    try:
        found = client.compute.get(group, workspace, name)
        print(f"Found existing cluster {name}, use it.")
        return found
    except ResourceNotFoundError:
        pass
    cluster = ComputeResource(
        location=place["location"],
        properties=AmlCompute(
            properties=AmlComputeProperties(
                vm_size="STANDARD_D2_V2",
                vm_priority="Dedicated",
                scale_settings=ScaleSettings(min_node_count=0, max_node_count=4, node_idle_time_before_scale_down="PT120S"),
            )
        ),
    )
    made = client.compute.begin_create_or_update(group, workspace, name, cluster).result()
    print(f"Created cluster {name}.")
    return made


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "cpu-cluster"
    place = json.loads(bancada("status", "--json"))
    os.environ["REQUESTS_CA_BUNDLE"] = place["caFile"]
    client = MachineLearningServicesMgmtClient(
        BancadaCredential("ana"),
        place["subscriptionId"],
        base_url=place["url"],
        credential_scopes=[f"{place['url']}/.default"],
        api_version="2022-10-01",
    )
    cluster = find_or_create(client, place, name)
    scale = cluster.properties.properties.scale_settings
    print(
        f"{cluster.name}: {cluster.properties.properties.vm_size}, {scale.min_node_count} to {scale.max_node_count} nodes,"
        f" {cluster.properties.provisioning_state}"
    )


if __name__ == "__main__":
    main()
