#!/bin/sh
# The main job over plain HTTP: creates a cluster, runs a command on it, prints its log. Needs curl and a started product.
set -eu
bancada="$(dirname "$0")/../bancada"

fact() { "$bancada" status --json | python3 -c "import json, sys; print(json.load(sys.stdin)['$1'])"; }
token=$("$bancada" token ana)
workspace="$(fact url)/subscriptions/$(fact subscriptionId)/resourceGroups/$(fact resourceGroup)/providers/Microsoft.MachineLearningServices/workspaces/$(fact workspace)"
authority=$(fact caFile)
job="hello-$(date +%s)"

arm() { # METHOD PATH [BODY]
    curl -sS --fail-with-body --cacert "$authority" -X "$1" "$workspace/$2?api-version=2024-04-01" \
        -H "Authorization: Bearer $token" -H 'Content-Type: application/json' ${3:+-d "$3"}
}

arm PUT computes/hello '{"location": "local", "properties": {"computeType": "AmlCompute", "properties": {
    "vmSize": "Standard_D1", "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 2, "nodeIdleTimeBeforeScaleDown": "PT15S"}}}}' >/dev/null
arm PUT "jobs/$job" '{"properties": {"jobType": "Command", "computeId": "hello", "environmentId": "azureml:host:1",
    "command": "echo hello from $AZUREML_RUN_ID on $(nproc) processors"}}' >/dev/null

status=Queued
while [ "$status" != Completed ] && [ "$status" != Failed ] && [ "$status" != Canceled ]; do
    sleep 1
    status=$(arm GET "jobs/$job" | python3 -c 'import json, sys; print(json.load(sys.stdin)["properties"]["status"])')
done
echo "$job: $status"
arm GET "jobs/$job/logs"
[ "$status" = Completed ]
