package io.bancada.identity.service;

/**
 * One start of an app on a compute instance, in the name of whose person it speaks.
 *
 * @param compute row number of the instance
 * @param app name of the app
 * @param start which start of it, from 1
 * @param person subject of the instance's person
 */
public record InstanceProgram(long compute, String app, long start, String person) {}
