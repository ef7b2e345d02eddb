/** Brings each node from the wish for it to a machine, and back. */
@NullMarked
package io.bancada.node.service;

import org.jspecify.annotations.NullMarked;
