package io.bancada.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A body that az puts together by hand around a file of a person's: JSON with comments, lines in texts, and names without
 * quotes. All other rules of {@link StrictJson} hold.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithComments {}
