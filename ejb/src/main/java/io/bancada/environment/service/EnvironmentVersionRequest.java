package io.bancada.environment.service;

import io.bancada.asset.model.AssetTexts;
import java.util.Optional;

/**
 * What a client asks of a version of an environment.
 *
 * @param image a container image; refused, as {@code condaFile} and {@code build} are
 * @param condaFile a conda specification
 * @param build whether a build context is named
 * @param osType such as {@code Linux}
 * @param anonymous whether a tool made name and version
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record EnvironmentVersionRequest(
        Optional<String> image,
        Optional<String> condaFile,
        boolean build,
        Optional<String> osType,
        boolean anonymous,
        String definition,
        AssetTexts texts) {}
