package io.bancada.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API. Its resources are found by their annotations. */
@ApplicationPath("/")
public class ApiApplication extends Application {}
