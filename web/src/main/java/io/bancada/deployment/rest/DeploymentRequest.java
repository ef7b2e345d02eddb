package io.bancada.deployment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bancada.error.BancadaException;
import io.bancada.web.WithComments;
import org.jspecify.annotations.Nullable;

/** The body of Deployments_CreateOrUpdate, _Validate and _WhatIf. */
@WithComments
record DeploymentRequest(@Nullable Properties properties) {
    record Properties(
            @Nullable JsonNode template,
            @Nullable JsonNode parameters,
            @Nullable String mode,
            @Nullable JsonNode templateLink,
            @Nullable JsonNode parametersLink) {}

    /**
     * The template.
     *
     * @throws BancadaException 400 where it is not in the request, or more is asked for than there is
     */
    JsonNode template() {
        var said = properties;
        if (said == null || said.template() == null || !said.template().isObject()) {
            throw BancadaException.invalid(
                    "properties.template",
                    "template is required: send the template itself; links to templates are not followed.");
        }
        if (said.templateLink() != null && !said.templateLink().isNull()) {
            throw BancadaException.invalid(
                    "properties.templateLink", "Links to templates are not followed; send the template itself.");
        }
        if (said.parametersLink() != null && !said.parametersLink().isNull()) {
            throw BancadaException.invalid(
                    "properties.parametersLink", "Links to parameters are not followed; send them.");
        }
        if (said.mode() != null && !said.mode().equalsIgnoreCase("Incremental")) {
            throw BancadaException.invalid(
                    "properties.mode",
                    "The mode '" + said.mode() + "' would delete what the template does not name; say Incremental.");
        }
        return said.template();
    }

    JsonNode parameters() {
        var given = properties == null ? null : properties.parameters();
        return given == null ? JsonNodeFactory.instance.objectNode() : given;
    }
}
