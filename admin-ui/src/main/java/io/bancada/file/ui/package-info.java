/** The files of the workspace's share in the portal. */
@NullMarked
package io.bancada.file.ui;

import org.jspecify.annotations.NullMarked;
