/** The SSH driver against a real OpenSSH server on this host. */
@NullMarked
package io.bancada.driver.ssh;

import org.jspecify.annotations.NullMarked;
