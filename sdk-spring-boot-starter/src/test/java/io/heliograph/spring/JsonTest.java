package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spring.json.Jackson2Module;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Values of the client in the JSON of an application's own API, by the Jackson that this line of Spring Boot brings. */
@SpringBootTest(
        classes = JsonTest.Api.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.main.web-application-type=servlet", "heliograph.sandbox.enabled=true"})
class JsonTest {
    private static final String BODY =
            "{\"to\": \"+447700900123\", \"key\": \"order-42\", \"id\": \"wavix:3f2a\", \"secret\": \"hunter2\"}";

    @Autowired
    Environment environment;

    @Autowired
    OrderController controller;

    private final HttpClient http = HttpClient.newHttpClient();

    /** What a request brings. */
    record Order(PhoneNumber to, IdempotencyKey key, MessageId id, Secret secret, Sender from) {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Api {
        @Bean
        OrderController controller(SmsClient sms) {
            return new OrderController(sms);
        }
    }

    /** The application's own API. */
    @RestController
    static class OrderController {
        private final SmsClient sms;
        final List<Order> orders = new ArrayList<>();

        OrderController(SmsClient sms) {
            this.sms = sms;
        }

        @PostMapping("/orders")
        Order order(@RequestBody Order order) {
            orders.add(order);
            return order;
        }

        @PostMapping("/send")
        SendOutcome send(@RequestBody PhoneNumber to) {
            return sms.trySend(SendRequest.to(to.e164())
                    .from("ACME")
                    .text("hello")
                    .route("wavix")
                    .build());
        }

        @PostMapping("/examples")
        List<Object> examples() {
            return JsonTest.examples();
        }
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Of every kind of outcome one, with all that it can hold. */
    static List<Object> examples() {
        Failure failure = Failure.builder(ErrorType.RATE_LIMITED, "too many")
                .code("429")
                .vendorText("too many to +447700900123")
                .retryAfter(Duration.ofSeconds(7))
                .build();
        PhoneNumber to = PhoneNumber.of("+447700900123");
        MessageId id = new MessageId("wavix", "3f2a");
        Message message = Message.builder(id, Status.FAILED)
                .to(to)
                .from(Sender.of("+447700900124"))
                .failure(failure)
                .recipients(List.of(new RecipientStatus(MessageId.unknown("wavix"), to, Status.SENT, "sent", null)))
                .rawJson("{\"to\":\"+447700900123\"}")
                .build();
        IdempotencyKey key = IdempotencyKey.of("order-42");
        return List.of(
                new SendOutcome.Rejected(failure, key, List.of()),
                new SendOutcome.Unknown("wavix", "no answer came", key, List.of(), true),
                new SendOutcome.Accepted(message, key, List.of()));
    }

    private static final String EXAMPLES = "[{'outcome':'rejected','key':'order-42','replayed':false,"
            + "'error':'RATE_LIMITED','reason':'too many','code':'429','retryable':true,'retryAfterSeconds':7},"
            + "{'outcome':'unknown','key':'order-42','replayed':true,'provider':'wavix','reason':'no answer came'},"
            + "{'outcome':'accepted','key':'order-42','replayed':false,'provider':'wavix','id':'wavix:3f2a',"
            + "'status':'FAILED','to':'+44…23','from':'+44…24','error':'RATE_LIMITED','reason':'too many','code':'429',"
            + "'retryable':true,'retryAfterSeconds':7,'recipients':[{'status':'SENT','to':'+44…23'}]}]";

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    @Test
    void values_are_read_checked_and_written_and_a_secret_never_is() throws IOException, InterruptedException {
        HttpResponse<String> response = post("/orders", BODY.replace("}", ", \"from\": \"ACME\"}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(quoted(
                        "{'to':'+447700900123','key':'order-42','id':'wavix:3f2a','secret':'***','from':'ACME'}"));
        assertThat(controller.orders)
                .contains(new Order(
                        PhoneNumber.of("+447700900123"),
                        IdempotencyKey.of("order-42"),
                        new MessageId("wavix", "3f2a"),
                        Secret.of("secret", "hunter2"),
                        Sender.of("ACME")));
    }

    @ParameterizedTest
    @CsvSource({
        "+447700900123, secret@@",
        "\"+447700900123\", 447700900123",
        "\"+447700900123\", {\"e164\": \"+447700900123\"}",
        "order-42, secret@@",
        "wavix:3f2a, secret@@",
        "hunter2, secret@@ with blanks",
    })
    void what_is_wrong_is_refused_and_reaches_nothing(String right, String wrong)
            throws IOException, InterruptedException {
        int before = controller.orders.size();

        HttpResponse<String> response = post("/orders", BODY.replace(right, wrong));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("secret@@");
        assertThat(controller.orders).hasSize(before);
    }

    @Test
    void an_outcome_is_a_response_that_can_be_used() throws IOException, InterruptedException {
        HttpResponse<String> response = post("/send", "\"+447700900123\"");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"outcome\":\"accepted\",\"key\":\"")
                .contains("\"provider\":\"wavix\",\"id\":\"wavix:", "\"status\":\"", "\"to\":\"+44…23\"")
                .doesNotContain("447700900123", "hello");
        assertThat(post("/examples", "").body()).isEqualTo(quoted(EXAMPLES));
    }

    @Test
    void jackson_2_writes_the_same_on_every_line() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper().registerModule(new Jackson2Module());

        assertThat(json.writeValueAsString(examples())).isEqualTo(quoted(EXAMPLES));
        assertThat(json.writeValueAsString(Secret.of("secret", "hunter2"))).isEqualTo("\"***\"");
        assertThat(json.readValue("\"wavix:\"", MessageId.class)).isEqualTo(MessageId.unknown("wavix"));
        assertThat(json.readValue("null", PhoneNumber.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"secret@@\"", "\"+0447700900123\"", "7", "{}", "[]", "true"})
    void jackson_2_makes_no_number_of_what_is_none(String text) {
        ObjectMapper json = new ObjectMapper().registerModule(new Jackson2Module());

        assertThatThrownBy(() -> json.readValue(text, PhoneNumber.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("must be")
                .hasMessageNotContaining("secret@@")
                .hasMessageNotContaining("7700");
    }
}
