/** The files of a workspace's share over the API. */
@NullMarked
package io.bancada.file.rest;

import org.jspecify.annotations.NullMarked;
