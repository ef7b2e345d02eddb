/** What each location offers. */
@NullMarked
package io.bancada.catalog.service;

import org.jspecify.annotations.NullMarked;
