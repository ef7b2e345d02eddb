/** Code that jobs run: uploads, versions, and content-addressed snapshots. */
@NullMarked
package io.bancada.asset.service;

import org.jspecify.annotations.NullMarked;
