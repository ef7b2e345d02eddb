"""The main job, from outside and through the public API only: a cluster grows from 0, trains a model, and shrinks back to 0."""

import threading
import time
import urllib.parse
import uuid

import product
from arm import Api, Refused
from output import Failure, Progress

CLUSTER = "demo-cpu"
CODE = "digits"
IDLE = "PT15S"
PATIENCE = 300
ENDED = ("Completed", "Failed", "Canceled", "NotResponding")


def run(home, build_first, epochs):
    progress = Progress()
    product.up(home, build_first, progress)
    folder = home.root / "examples" / "digits"
    if not folder.is_dir():
        raise Failure(f"{folder} is missing.")
    ana = Api(home, "ana")
    ensure_cluster(home, ana, progress)
    job = submit(ana, upload(ana, folder, progress), epochs, progress)
    status = follow(ana, job, progress)
    report(ana, job, status, progress)
    await_empty_cluster(ana, progress)
    if status != "Completed":
        progress.say("The job did not complete, so the demo has failed")
        return 1
    progress.say("All of it happened")
    return 0


def ensure_cluster(home, ana, progress):
    path = f"{ana.workspace}/computes/{CLUSTER}"
    if ana.find(path) is not None:
        progress.say(f"Cluster {CLUSTER}: there already")
        return
    refused = None
    for size in sizes(ana):
        body = {
            "location": ana.context["location"],
            "properties": {
                "computeType": "AmlCompute",
                "properties": {
                    "vmSize": size["name"],
                    "vmPriority": "Dedicated",
                    "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 2, "nodeIdleTimeBeforeScaleDown": IDLE},
                },
            },
        }
        try:
            create_cluster(home, ana, path, body, progress)
            break
        except Refused as refusal:
            if refusal.status not in (400, 409, 422):
                raise
            refused = refusal
    else:
        raise Failure(f"No VM size that is offered here can be used: {refused}")
    if not wait_for(lambda: (ana.find(path) or {}).get("properties", {}).get("provisioningState") == "Succeeded", 60):
        raise Failure(f"The cluster {CLUSTER} is not ready after 60 s.")
    progress.say(f"Cluster {CLUSTER}: {size['name']}, {size['vCPUs']} cores, 0 to 2 nodes, idle nodes leave after 15 s")


def sizes(ana):
    """The smallest sizes first, of those that a cluster here can have."""
    listed = ana.get(f"{ana.provider}/locations/{ana.context['location']}/vmSizes")["value"]
    # Beside ARM's facts each size says, under "bancada", whether this location offers it.
    fit = [size for size in listed if "AmlCompute" in size["supportedComputeTypes"] and size["bancada"]["available"]]
    return sorted(fit, key=lambda size: (size.get("gpus", 0), size["vCPUs"], size["memoryGB"], size["name"]))[:5]


def create_cluster(home, ana, path, body, progress):
    """Data scientists may use clusters, not make them; then the administrator makes it, as in real life."""
    try:
        ana.put(path, body)
    except Refused as refusal:
        if refusal.status != 403:
            raise
        progress.say(f"Cluster {CLUSTER}: ana may not create clusters, so admin creates it")
        Api(home, "admin").put(path, body)


def upload(ana, folder, progress):
    """A new code version from a folder: ask for a place, put each file there, say that it is whole."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    progress.say(f"Upload: {fitting(files, ana.get(f'{ana.workspace}/snapshotLimits'))}")
    version = f"{ana.workspace}/codes/{CODE}/versions/{uuid.uuid4().hex[:12]}"
    place = ana.post(f"{version}/startPendingUpload", {"pendingUploadType": "TemporaryBlobReference"})["blobReferenceForConsumption"]
    signed = urllib.parse.urlsplit(place["credential"]["sasUri"])
    for file in files:
        progress.show(f"Upload: {file.relative_to(folder)}")
        name = urllib.parse.quote(str(file.relative_to(folder)))
        ana.put_blob(f"{place['blobUri'].rstrip('/')}/{name}?{signed.query}", file.read_bytes())
    ana.put(version, {"properties": {"codeUri": place["blobUri"]}})
    progress.say(f"Upload: done, from {folder}")
    return version


def fitting(files, limits):
    """How much there is to upload and how much may be, in words; a Failure when it is too much, before anything is sent."""
    sizes = [file.stat().st_size for file in files]
    words = (
        f"{len(files):,} files, {in_units(sum(sizes))}; limits {limits['maxFiles']:,} files, {in_units(limits['maxBytes'])}"
    )
    if len(files) > limits["maxFiles"] or sum(sizes) > limits["maxBytes"]:
        raise Failure(f"{words}. Leave files out, or let an administrator raise the limits.")
    for file, size in zip(files, sizes):
        if size > limits["maxFileBytes"]:
            raise Failure(f"{file} has {in_units(size)}; one file may have {in_units(limits['maxFileBytes'])}.")
    return words


def in_units(size):
    """Bytes for people: rounded up, so that a limit that is passed never looks as if it were kept."""
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:
            return f"{size} {unit}"
        size = -(-size // 1024)
    return f"{size:,} GiB"


def submit(ana, code, epochs, progress):
    path = f"{ana.workspace}/jobs/digits-{time.strftime('%Y%m%d-%H%M%S')}"
    made = ana.put(
        path,
        {
            "properties": {
                "jobType": "Command",
                "displayName": "Handwritten digits",
                "experimentName": "demo",
                "command": f"python3 train.py --epochs {epochs}",
                "codeId": code,
                "environmentId": f"{ana.workspace}/environments/host/versions/1",
                "computeId": f"{ana.workspace}/computes/{CLUSTER}",
                "tags": {"made-by": "demo"},
            }
        },
    )
    progress.say(f"Job {name_of(path)}: submitted")
    progress.say(f"Watch it: {portal_link(made)}")
    return path


def follow(ana, job, progress):
    """Says each change of the job and of the cluster once, and prints the log as it comes."""
    log = threading.Thread(target=print_log, args=(ana, job, progress), daemon=True)
    said, logging = {}, False
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        properties = ana.get(job)["properties"]
        status = properties["status"]
        say_change(said, "job", job_line(job, properties), progress)
        say_change(said, "cluster", cluster_line(ana), progress)
        if status in ("Running", "Finalizing", *ENDED) and not logging:
            logging = True
            log.start()
        if status in ENDED:
            log.join(timeout=20)
            return status
        time.sleep(0.5)
    raise Failure(f"The job {name_of(job)} has not ended after {PATIENCE} s.")


def job_line(job, properties):
    line = f"Job {name_of(job)}: {properties['status']}"
    extra = properties.get("properties") or {}
    place, reason = extra.get("bancada.queuePlace"), extra.get("bancada.message") or extra.get("bancada.reason")
    if place:
        line += f", place {place} in the queue"
    return f"{line} ({reason})" if reason else line


def cluster_line(ana):
    cluster = ana.get(f"{ana.workspace}/computes/{CLUSTER}")["properties"]["properties"]
    counts = {name.removesuffix("NodeCount"): count for name, count in (cluster.get("nodeStateCounts") or {}).items() if count}
    states = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"Cluster {CLUSTER}: {cluster.get('currentNodeCount') or 0} nodes{' (' + states + ')' if states else ''}"


def say_change(said, subject, line, progress):
    if said.get(subject) != line:
        said[subject] = line
        progress.say(line)


def print_log(ana, job, progress):
    try:
        for event, line in ana.events(f"{job}/logs/stream", PATIENCE):
            if event == "end":
                return
            if event == "line":
                progress.say(f"  | {line}")
    except OSError as problem:
        progress.say(f"The live log broke off: {problem}")


def report(ana, job, status, progress):
    last = {}
    for metric in ana.get(f"{job}/metrics").get("value", []):
        last[metric["name"]] = metric
    for name, metric in sorted(last.items()):
        progress.say(f"Metric {name}: {metric['value']:.4g}")
    progress.say(f"Job {name_of(job)}: {status}. See {portal_link(ana.get(job))}")


def await_empty_cluster(ana, progress):
    said = {}

    def is_empty():
        line = cluster_line(ana)
        say_change(said, "cluster", line, progress)
        return line == f"Cluster {CLUSTER}: 0 nodes"

    if not wait_for(is_empty, PATIENCE):
        raise Failure(f"The cluster {CLUSTER} has not returned to 0 nodes after {PATIENCE} s.")


def wait_for(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True


def portal_link(job):
    return job["properties"]["services"]["Studio"]["endpoint"]


def name_of(path):
    return path.rsplit("/", 1)[1]
