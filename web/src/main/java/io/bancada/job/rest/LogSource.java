package io.bancada.job.rest;

import io.bancada.access.model.Caller;
import io.bancada.workspace.model.WorkspaceId;

/** Whose log is read by whom. */
record LogSource(Caller caller, WorkspaceId workspace, String job, int process) {}
