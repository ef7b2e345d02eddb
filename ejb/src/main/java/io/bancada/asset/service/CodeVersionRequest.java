package io.bancada.asset.service;

import io.bancada.asset.model.AssetTexts;
import java.util.Optional;

/**
 * What a client asks of a version of code.
 *
 * @param codeUri where the upload stands; may be left out when the version exists
 * @param anonymous whether a tool made name and version
 */
public record CodeVersionRequest(Optional<String> codeUri, boolean anonymous, AssetTexts texts) {}
