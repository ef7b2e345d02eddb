/** Assets of a workspace: code with its versions and uploads, and what every kind of asset has in common. */
@NullMarked
package io.bancada.asset.model;

import org.jspecify.annotations.NullMarked;
