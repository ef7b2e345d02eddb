/** The page that shows how full the quota is. */
@NullMarked
package io.bancada.quota.ui;

import org.jspecify.annotations.NullMarked;
