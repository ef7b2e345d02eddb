/** Use cases of resource groups and workspaces, and what the first start makes. */
@NullMarked
package io.bancada.workspace.service;

import org.jspecify.annotations.NullMarked;
