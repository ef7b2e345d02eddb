package io.bancada.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.UrlBuilder;
import com.azure.resourcemanager.resources.ResourceManager;
import io.bancada.product.Product;
import java.net.http.HttpClient;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Azure's Java client for resources of any kind, pointed at the started product as README says. */
final class AzureResources {
    static final String VERSION = "2024-04-01";

    private final ResourceManager manager;
    private final List<String> requested = new CopyOnWriteArrayList<>();

    AzureResources(Product product, String user) {
        var environment = new AzureEnvironment(
                Map.of("resourceManagerEndpointUrl", product.url(), "managementEndpointUrl", product.url()));
        var token = product.token(user);
        manager = ResourceManager.configure()
                .withHttpClient(new JdkHttpClientBuilder(HttpClient.newBuilder()
                                .sslContext(product.http().sslContext()))
                        .build())
                .withPolicy(this::amended)
                .authenticate(
                        scopes -> Mono.just(new AccessToken(
                                token, OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(10))),
                        new AzureProfile(null, product.subscriptionId(), environment))
                .withSubscription(product.subscriptionId());
    }

    ResourceManager manager() {
        return manager;
    }

    /** The paths that were asked for, in order. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    /** Any request, with the client's own headers, retries and trust. */
    HttpResponse send(HttpMethod method, String address) {
        return manager.serviceClient()
                .getHttpPipeline()
                .send(new HttpRequest(method, address))
                .blockOptional()
                .orElseThrow();
    }

    /**
     * What the generic client has no option for: how a compute is deleted, which ARM wants to be told, and the size of a
     * page, which the product takes: one item a page makes the client follow {@code nextLink}.
     */
    private Mono<HttpResponse> amended(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        var request = context.getHttpRequest();
        var url = UrlBuilder.parse(request.getUrl());
        requested.add(request.getUrl().getPath());
        if (request.getHttpMethod() == HttpMethod.DELETE && url.getPath().contains("/computes/")) {
            url.setQueryParameter("underlyingResourceAction", "Delete");
        }
        if (url.getPath().endsWith("/resources")) {
            url.setQueryParameter("%24top", "1");
        }
        request.setUrl(url.toString());
        return next.process();
    }
}
