/**
 * Signs az on: az talks to a private cloud as to AD FS, and this relays what it says to the identity provider. Nothing is
 * kept here, no password and no token.
 */
@NullMarked
package io.bancada.login.rest;

import org.jspecify.annotations.NullMarked;
