/** The home page: what a person should see first in a workspace. */
@NullMarked
package io.bancada.workspace.ui;

import org.jspecify.annotations.NullMarked;
