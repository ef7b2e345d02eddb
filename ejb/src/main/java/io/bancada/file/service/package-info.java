/** The files of the workspace's share: what a person may see and do with them, by the API as from an instance. */
@NullMarked
package io.bancada.file.service;

import org.jspecify.annotations.NullMarked;
