/** What the product signs itself: the secrets and tokens with which programs on a machine speak for its person (C23). */
@NullMarked
package io.bancada.identity.service;

import org.jspecify.annotations.NullMarked;
