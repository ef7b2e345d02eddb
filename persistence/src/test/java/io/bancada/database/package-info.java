/** Real databases for tests: H2 in memory, and a PostgreSQL server of Debian's that the test starts for itself. */
@NullMarked
package io.bancada.database;

import org.jspecify.annotations.NullMarked;
