package io.bancada.asset.service;

/**
 * What a PUT of an asset left.
 *
 * @param details the asset as it is now
 * @param created whether it is new
 */
public record Registered<T>(T details, boolean created) {}
