/** The product with a real Active Directory behind it. */
@NullMarked
package io.bancada.directory;

import org.jspecify.annotations.NullMarked;
