// Calls the product with the published client and prints "ok <name>" or "failed <name>: <why>", a line for each check.
// Takes from the environment: BANCADA_URL, BANCADA_TOKEN, BANCADA_WORKSPACE (an ARM id), NODE_EXTRA_CA_CERTS.
"use strict";

// Debian 12 has Node 18, which keeps to itself what the client looks for; from Node 20 on it is there.
globalThis.crypto ??= require("node:crypto").webcrypto;

const assert = require("node:assert/strict");
const { AzureMachineLearningWorkspaces } = require("@azure/arm-machinelearning");

const [, , subscription, , group, , , , workspace] = process.env.BANCADA_WORKSPACE.split("/");
const location = "local";
const credential = {
  getToken: async () => ({ token: process.env.BANCADA_TOKEN, expiresOnTimestamp: Date.now() + 3600_000 }),
};
const client = new AzureMachineLearningWorkspaces(credential, subscription, {
  endpoint: process.env.BANCADA_URL,
  apiVersion: "2022-10-01",
  retryOptions: { maxRetries: 0 },
});
const stem = "npm" + Date.now().toString(36);
const first = stem + "a";
const second = stem + "b";
const job = stem + "job";
const polling = { updateIntervalInMs: 200 };
const cluster = {
  location,
  properties: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "Standard_D1",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 1, nodeIdleTimeBeforeScaleDown: "PT120S" },
    },
  },
};

async function all(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}

async function check(name, body) {
  try {
    await body();
    console.log("ok " + name);
  } catch (error) {
    const why = [error.statusCode, error.code, error.message].filter(Boolean).join(" ");
    console.log("failed " + name + ": " + why.replaceAll("\n", " "));
  }
}

// The client has no option for the size of a page, the product has: one item a page makes it follow nextLink.
async function onePerPage(list) {
  const small = {
    name: "onePerPage",
    sendRequest: (request, next) => {
      const url = new URL(request.url);
      url.searchParams.set("$top", "1");
      request.url = url.toString();
      return next(request);
    },
  };
  client.pipeline.addPolicy(small);
  try {
    const pages = [];
    for await (const page of list().byPage()) {
      pages.push(page);
    }
    return pages;
  } finally {
    client.pipeline.removePolicy({ name: small.name });
  }
}

async function main() {
  await check("workspace get", async () => {
    const found = await client.workspaces.get(group, workspace);
    assert.equal(found.name, workspace);
    assert.equal(found.id, process.env.BANCADA_WORKSPACE);
  });
  await check("workspace list by group", async () => {
    const found = await all(client.workspaces.listByResourceGroup(group));
    assert.ok(found.some((one) => one.name === workspace));
  });
  await check("workspace list by subscription", async () => {
    const found = await all(client.workspaces.listBySubscription());
    assert.ok(found.some((one) => one.name === workspace));
  });
  await check("vm sizes", async () => {
    const sizes = await client.virtualMachineSizes.list(location);
    assert.ok(sizes.value.some((size) => size.name === "Standard_D1" && size.vCPUs === 1));
  });
  await check("usages", async () => {
    const usages = await all(client.usages.list(location));
    assert.ok(usages.length > 0);
    assert.ok(usages.every((usage) => usage.currentValue <= usage.limit && usage.name.value));
  });
  await check("quotas", async () => {
    const quotas = await all(client.quotas.list(location));
    assert.ok(quotas.length > 0);
    assert.ok(quotas.every((quota) => quota.id && quota.limit !== undefined));
  });

  await check("compute create", async () => {
    for (const name of [first, second]) {
      const made = await client.computeOperations.beginCreateOrUpdateAndWait(group, workspace, name, cluster, polling);
      assert.equal(made.name, name);
      assert.equal(made.properties.provisioningState, "Succeeded");
    }
  });
  await check("compute get", async () => {
    const found = await client.computeOperations.get(group, workspace, first);
    assert.equal(found.properties.computeType, "AmlCompute");
    assert.equal(found.properties.properties.vmSize.toLowerCase(), "standard_d1");
    assert.equal(found.properties.properties.scaleSettings.maxNodeCount, 1);
    assert.ok(found.properties.createdOn instanceof Date);
  });
  await check("compute update", async () => {
    const change = {
      properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: "PT60S" } },
    };
    await client.computeOperations.beginUpdateAndWait(group, workspace, first, change, polling);
    const found = await client.computeOperations.get(group, workspace, first);
    assert.equal(found.properties.properties.scaleSettings.maxNodeCount, 2);
    assert.equal(found.properties.properties.scaleSettings.nodeIdleTimeBeforeScaleDown, "PT1M");
  });
  await check("compute list over pages", async () => {
    const pages = await onePerPage(() => client.computeOperations.list(group, workspace));
    assert.ok(pages.length >= 2);
    assert.ok(pages.every((page) => page.length <= 1));
    const names = pages.flat().map((one) => one.name);
    assert.ok(names.includes(first) && names.includes(second));
    assert.equal(new Set(names).size, names.length);
  });
  await check("compute list nodes", async () => {
    assert.deepEqual(await all(client.computeOperations.listNodes(group, workspace, first)), []);
  });

  await check("code upload", async () => {
    // This version of the client has no startPendingUpload: asked for plainly, then used as a blob client does.
    const version = "/codes/" + stem + "/versions/1";
    const pending = await fetch(
      process.env.BANCADA_URL + process.env.BANCADA_WORKSPACE + version + "/startPendingUpload?api-version=2024-04-01",
      {
        method: "POST",
        headers: { authorization: "Bearer " + process.env.BANCADA_TOKEN, "content-type": "application/json" },
        body: JSON.stringify({ pendingUploadType: "TemporaryBlobReference" }),
      },
    );
    assert.equal(pending.status, 200);
    const { blobUri, credential: signed } = (await pending.json()).blobReferenceForConsumption;
    const blob = new URL(signed.sasUri);
    blob.pathname += "/src/train.py";
    const text = "print('from the npm client')\n";
    const put = await fetch(blob, {
      method: "PUT",
      headers: { "x-ms-blob-type": "BlockBlob", "x-ms-version": "2021-08-06" },
      body: text,
    });
    assert.equal(put.status, 201);
    assert.equal(await (await fetch(blob)).text(), text);
    const made = await client.codeVersions.createOrUpdate(group, workspace, stem, "1", {
      properties: { codeUri: blobUri + "/src", description: "uploaded" },
    });
    assert.equal(made.name, "1");
    const found = await client.codeVersions.get(group, workspace, stem, "1");
    assert.equal(found.properties.description, "uploaded");
  });

  await check("job create", async () => {
    const made = await client.jobs.createOrUpdate(group, workspace, job, {
      properties: {
        jobType: "Command",
        computeId: process.env.BANCADA_WORKSPACE + "/computes/" + first,
        codeId: process.env.BANCADA_WORKSPACE + "/codes/" + stem + "/versions/1",
        environmentId: "azureml:host:1",
        command: "python3 train.py; sleep 600",
      },
    });
    assert.equal(made.name, job);
    assert.equal(made.properties.jobType, "Command");
  });
  await check("job get", async () => {
    const found = await client.jobs.get(group, workspace, job);
    assert.equal(found.properties.command, "python3 train.py; sleep 600");
  });
  await check("job list", async () => {
    const found = await all(client.jobs.list(group, workspace));
    assert.ok(found.some((one) => one.name === job));
  });
  await check("job cancel", async () => {
    await client.jobs.beginCancelAndWait(group, workspace, job, polling);
    const found = await client.jobs.get(group, workspace, job);
    assert.match(found.properties.status, /^(CancelRequested|Canceled)$/);
  });

  await check("not found is a RestError", async () => {
    await assert.rejects(client.computeOperations.get(group, workspace, stem + "none"), (error) => {
      assert.equal(error.name, "RestError");
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, "ResourceNotFound");
      return true;
    });
  });
  await check("conflict is a RestError", async () => {
    const greedy = structuredClone(cluster);
    greedy.properties.properties.scaleSettings = { minNodeCount: 0, maxNodeCount: 1 };
    greedy.properties.properties.vmSize = "Standard_D2_v2";
    await assert.rejects(
      client.computeOperations.beginCreateOrUpdateAndWait(group, workspace, second, greedy, polling),
      (error) => {
        assert.equal(error.name, "RestError");
        assert.equal(error.statusCode, 409);
        assert.ok(error.code && error.code !== "409");
        return true;
      },
    );
  });
  await check("compute delete", async () => {
    for (const name of [first, second]) {
      await client.computeOperations.beginDeleteAndWait(group, workspace, name, "Delete", polling);
      await assert.rejects(client.computeOperations.get(group, workspace, name), { statusCode: 404 });
    }
  });
}

main();
