/** ARM's conventions, once for all resources: sign-on, paths, api-version, JSON, paging, operations, errors. */
@NullMarked
package io.bancada.web;

import org.jspecify.annotations.NullMarked;
