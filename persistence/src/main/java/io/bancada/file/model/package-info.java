/** Files of the workspace's share: what they are called, and what is known of them. */
@NullMarked
package io.bancada.file.model;

import org.jspecify.annotations.NullMarked;
