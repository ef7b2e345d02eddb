/** Who people are: the directory of whoever signs them on, and what the product asks it. */
@NullMarked
package io.bancada.person.service;

import org.jspecify.annotations.NullMarked;
