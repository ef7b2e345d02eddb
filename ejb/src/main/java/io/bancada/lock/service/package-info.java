/** Management locks: who may set them where, and what follows from that. What they forbid is in the access feature. */
@NullMarked
package io.bancada.lock.service;

import org.jspecify.annotations.NullMarked;
