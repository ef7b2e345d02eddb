/** Who holds which role, and why somebody may do something. */
@NullMarked
package io.bancada.role.ui;

import org.jspecify.annotations.NullMarked;
