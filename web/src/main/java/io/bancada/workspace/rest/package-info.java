/** Subscriptions, resource groups and workspaces as ARM shows them. */
@NullMarked
package io.bancada.workspace.rest;

import org.jspecify.annotations.NullMarked;
