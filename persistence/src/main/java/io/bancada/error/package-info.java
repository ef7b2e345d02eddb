/** What goes wrong, said once: the codes that ARM clients read, their HTTP status, and words that tell what to do. */
@NullMarked
package io.bancada.error;

import org.jspecify.annotations.NullMarked;
