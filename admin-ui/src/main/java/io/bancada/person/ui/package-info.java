/** People in the portal: the field that finds them. */
@NullMarked
package io.bancada.person.ui;

import org.jspecify.annotations.NullMarked;
