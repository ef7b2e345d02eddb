/** Machines that a company has already, reached by SSH: one account, Python's standard library, nothing installed. */
@NullMarked
package io.bancada.driver.ssh;

import org.jspecify.annotations.NullMarked;
