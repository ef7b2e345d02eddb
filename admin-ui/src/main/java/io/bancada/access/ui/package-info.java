/** How people enter and leave the portal. */
@NullMarked
package io.bancada.access.ui;

import org.jspecify.annotations.NullMarked;
