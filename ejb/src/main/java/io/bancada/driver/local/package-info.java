/** The local driver: nodes are standing sandboxes on this host, each kept by a small supervisor that outlives the server. */
@NullMarked
package io.bancada.driver.local;

import org.jspecify.annotations.NullMarked;
