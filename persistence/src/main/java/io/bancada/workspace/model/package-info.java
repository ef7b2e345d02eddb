/** Resource groups and the workspaces in them: what every other resource belongs to. */
@NullMarked
package io.bancada.workspace.model;

import org.jspecify.annotations.NullMarked;
