/** What was deployed from templates, and how far it is. */
@NullMarked
package io.bancada.deployment.model;

import org.jspecify.annotations.NullMarked;
